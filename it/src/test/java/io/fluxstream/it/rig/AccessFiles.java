package io.fluxstream.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * Who may talk to the API servers: an administrator, and the reader that flux-stream is; and the key of the service
 * accounts, without which no API server starts.
 */
record AccessFiles(Path tokens, Path publicKey, Path privateKey) {
    static final String ADMINISTRATOR_TOKEN = "token-of-the-administrator";
    static final String READER = "flux-stream";
    static final String READER_TOKEN = "token-of-the-reader";

    static AccessFiles write(Path directory) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            return new AccessFiles(
                    Files.writeString(
                            directory.resolve("tokens.csv"),
                            ADMINISTRATOR_TOKEN + ",admin,admin,system:masters\n" + READER_TOKEN + "," + READER + ","
                                    + READER + "\n"),
                    Files.writeString(
                            directory.resolve("accounts.pub"),
                            pem("PUBLIC KEY", keys.getPublic().getEncoded())),
                    Files.writeString(
                            directory.resolve("accounts.key"),
                            pem("PRIVATE KEY", keys.getPrivate().getEncoded())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }
}
