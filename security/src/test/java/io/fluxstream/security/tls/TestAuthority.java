package io.fluxstream.security.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority that signs certificates for tests, by the JDK's keytool. Everything it makes is in one directory. */
public final class TestAuthority {
    /** Of the stores, which hold nothing but test keys. */
    public static final String STORE_PASSWORD = "of-no-value";

    private static final String HERE = "ip:127.0.0.1,dns:localhost";
    private static final String CA = "ca";

    private final Path directory;
    private final Path store;

    private TestAuthority(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("authority.p12");
    }

    /** A new one, in a directory that is made. */
    public static TestAuthority in(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestAuthority authority = new TestAuthority(directory);
        authority.keytool(
                "-genkeypair",
                "-alias",
                CA,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + directory.getFileName(),
                "-validity",
                "30",
                "-ext",
                "bc:c");
        authority.write("ca.crt", "CERTIFICATE", authority.certificate(CA));
        return authority;
    }

    /** The certificate of the authority itself. */
    public Path caFile() {
        return directory.resolve("ca.crt");
    }

    /** Signs a certificate for a name, good for a day. Files: name.crt, name.key and name.p12. */
    public Issued issue(String name) {
        return issue(name, HERE);
    }

    /** Signs one that expires that much later, to the second. */
    public Issued issueExpiring(String name, Duration later) {
        long past = Duration.ofDays(1).minus(later).toSeconds();
        return issue(name, HERE, "-startdate", "-" + past + "S");
    }

    /** Signs one for another host. */
    public Issued issueForHost(String name, String host) {
        return issue(name, "dns:" + host);
    }

    private Issued issue(String name, String hosts, String... extra) {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-signer",
                CA,
                "-validity",
                "1",
                "-ext",
                "san=" + hosts));
        arguments.addAll(List.of(extra));
        keytool("-delete", "-alias", name);
        keytool(arguments.toArray(new String[0]));
        return issued(name);
    }

    private Issued issued(String name) {
        try {
            KeyStore keys = load();
            PrivateKey key = (PrivateKey) keys.getKey(name, STORE_PASSWORD.toCharArray());
            Certificate[] chain = keys.getCertificateChain(name);
            write(name + ".crt", "CERTIFICATE", chain[0].getEncoded());
            write(name + ".key", "PRIVATE KEY", key.getEncoded());
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(name, key, STORE_PASSWORD.toCharArray(), chain);
            try (var out = Files.newOutputStream(directory.resolve(name + ".p12"))) {
                own.store(out, STORE_PASSWORD.toCharArray());
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
        return new Issued(
                directory.resolve(name + ".crt"), directory.resolve(name + ".key"), directory.resolve(name + ".p12"));
    }

    /** A store that holds this authority, for servers that check clients. */
    public Path trustStore() {
        try {
            Path file = directory.resolve("trust.p12");
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry(CA, load().getCertificate(CA));
            try (var out = Files.newOutputStream(file)) {
                trust.store(out, STORE_PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a server with that certificate. */
    public SSLContext serverContext(Issued identity) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(identity.store()), STORE_PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trustStore()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate, its key, and both in a PKCS#12 store. */
    public record Issued(Path certificate, Path key, Path store) {
        /** Puts these in place of others, the key last: for a moment they do not fit. */
        public void replace(Issued other) {
            try {
                Files.copy(certificate, other.certificate, StandardCopyOption.REPLACE_EXISTING);
                Files.copy(key, other.key, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Copies in a directory of their own, to be replaced. */
        public Issued copiedTo(Path elsewhere) {
            try {
                Files.createDirectories(elsewhere);
                return new Issued(
                        Files.copy(certificate, elsewhere.resolve("tls.crt"), StandardCopyOption.REPLACE_EXISTING),
                        Files.copy(key, elsewhere.resolve("tls.key"), StandardCopyOption.REPLACE_EXISTING),
                        store);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] certificate(String alias) {
        try {
            return load().getCertificate(alias).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore load() {
        return load(store);
    }

    private static KeyStore load(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, STORE_PASSWORD.toCharArray());
            return keys;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String name, String label, byte[] der) {
        String pem = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
        try {
            Files.writeString(directory.resolve(name), pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deleting what is not there fails, and is meant to. */
    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD,
                "-storetype",
                "PKCS12",
                "-J-XX:TieredStopAtLevel=1"));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0 && !arguments[0].equals("-delete")) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
