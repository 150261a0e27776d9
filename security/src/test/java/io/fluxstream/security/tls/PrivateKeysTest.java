package io.fluxstream.security.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.security.UnusableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as openssl writes them, in each of its forms. */
class PrivateKeysTest {
    @TempDir
    Path directory;

    @Test
    void readsTheSameRsaKeyInEveryForm() throws Exception {
        openssl("genrsa", "-out", "pkcs8.pem", "2048");
        openssl("rsa", "-in", "pkcs8.pem", "-traditional", "-out", "pkcs1.pem");
        openssl("pkcs8", "-topk8", "-in", "pkcs8.pem", "-out", "encrypted.pem", "-passout", "pass:of-no-value");
        PrivateKey plain = read("pkcs8.pem", null);
        assertThat(Files.readString(directory.resolve("pkcs1.pem"))).contains("BEGIN RSA PRIVATE KEY");
        assertThat(read("pkcs1.pem", null)).isEqualTo(plain);
        assertThat(read("encrypted.pem", "of-no-value")).isEqualTo(plain);
        assertThatThrownBy(() -> read("encrypted.pem", "another"))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageEndingWith("encrypted.pem cannot be decrypted with the password of its keyPasswordFile")
                .hasMessageNotContaining("another");
        assertThatThrownBy(() -> read("encrypted.pem", null)).hasMessageContaining("name its keyPasswordFile");
    }

    @Test
    void readsTheSameKeyOfACurveInEveryForm() throws Exception {
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-out", "sec1.pem");
        openssl("pkcs8", "-topk8", "-nocrypt", "-in", "sec1.pem", "-out", "pkcs8.pem");
        assertThat(Files.readString(directory.resolve("sec1.pem"))).contains("BEGIN EC PRIVATE KEY");
        assertThat(read("sec1.pem", null).getEncoded()).hasSizeGreaterThan(60);
        assertThat(((java.security.interfaces.ECPrivateKey) read("sec1.pem", null)).getS())
                .isEqualTo(((java.security.interfaces.ECPrivateKey) read("pkcs8.pem", null)).getS());
    }

    @Test
    void readsEd25519() throws Exception {
        openssl("genpkey", "-algorithm", "ed25519", "-out", "ed.pem");
        assertThat(read("ed.pem", null).getAlgorithm()).isEqualTo("EdDSA");
    }

    @Test
    void saysOfADamagedKeyWhichFileItIsAndNothingMore() {
        byte[] damaged =
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> PrivateKeys.read(Path.of("tls.key"), damaged, null))
                .isInstanceOf(UnusableFileException.class)
                .hasMessage("tls.key holds a private key that is damaged or of an unknown kind");
    }

    private PrivateKey read(String name, @org.jspecify.annotations.Nullable String password) throws IOException {
        Path file = directory.resolve(name);
        return PrivateKeys.read(file, Files.readAllBytes(file), password);
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl writes the keys");
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(said).isZero();
    }
}
