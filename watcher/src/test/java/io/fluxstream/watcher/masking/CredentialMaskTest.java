package io.fluxstream.watcher.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a credential, and what only looks like one. Tokens are put together here so that no scanner takes them for real. */
class CredentialMaskTest {
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N";
    private static final String GITHUB = "gh" + "p_16C7e42F292c6912E7710c838347Ae178B4a";

    static Stream<String[]> credentials() {
        return Stream.of(
                // URLs
                of("https://user:s3cr3t@example.com/x.git", "s3cr3t", "https://***@example.com/x.git"),
                of(
                        "unable to clone 'https://" + GITHUB + "@github.com/org/repo': authentication required",
                        GITHUB,
                        "unable to clone 'https://***@github.com/org/repo': authentication required"),
                of(
                        "https://oauth2:glpat" + "-aaaabbbbccccdddd1111@gitlab.com/a/b",
                        "aaaabbbb",
                        "https://***@gitlab.com/a/b"),
                of("ssh://deploy:pw@git.example.com:22/x", "deploy:pw", "ssh://***@git.example.com:22/x"),
                of("https://user:p@ss@host.example/x", "p@ss", "https://***@host.example/x"),
                of(
                        "parse \"https://user:p/ss@host/x\": invalid port \":p\" after host",
                        "p/ss",
                        "parse \"https://***@host/x\": invalid port \"***\" after host"),
                of("https://:onlypassword@host/x", "onlypassword", "https://***@host/x"),
                of("first https://a:b1@h/x then http://c:d2@i/y.", "d2", "first https://***@h/x then http://***@i/y."),
                of(
                        "oci://user:pw@registry.example:5000/app@sha256:0123abcd",
                        "user:pw",
                        "oci://***@registry.example:5000/app@sha256:0123abcd"),
                of("amqp://guest:gäst@mq/ü", "gäst", "amqp://***@mq/ü"),
                of("https://user:a%40b%2Fc@host/x", "a%40b", "https://***@host/x"),
                // Query parameters
                of(
                        "GET https://h/x?token=abc123&ref=main failed",
                        "abc123",
                        "GET https://h/x?token=***&ref=main failed"),
                of("https://h/x?ref=main&access_token=abc123", "abc123", "https://h/x?ref=main&access_token=***"),
                of("https://h/x?key=AbCd12", "AbCd12", "https://h/x?key=***"),
                of("https://h/x?apiKey=zzz9&x=1", "zzz9", "https://h/x?apiKey=***&x=1"),
                of("https://h/x?password=p%20w;x", "p%20w", "https://h/x?password=***;x"),
                of(
                        "https://acc.blob.core.windows.net/c?sv=2022&sig=Zm9v%3D",
                        "Zm9v", "https://acc.blob.core.windows.net/c?sv=2022&sig=***"),
                of(
                        "https://s3/x?X-Amz-Signature=deadbeef0&X-Amz-Security-Token=FwoG",
                        "deadbeef0",
                        "https://s3/x?X-Amz-Signature=***&X-Amz-Security-Token=***"),
                of(
                        "https://s3/x?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524",
                        "IOSFODNN7", "https://s3/x?X-Amz-Credential=***"),
                // Pairs
                of("password=hunter2", "hunter2", "password=***"),
                of("password: swordfish", "swordfish", "password: ***"),
                of("PASSWORD = hunter2, user=x", "hunter2", "PASSWORD = ***, user=x"),
                of("{\"password\":\"two words\",\"user\":\"x\"}", "two words", "{\"password\":\"***\",\"user\":\"x\"}"),
                of("{\"password\":\"a\\\"b\",\"user\":\"x\"}", "a\\\"b", "{\"password\":\"***\",\"user\":\"x\"}"),
                of("{\\\"token\\\":\\\"abc 1\\\",\\\"n\\\":1}", "abc 1", "{\\\"token\\\":\\\"***\\\",\\\"n\\\":1}"),
                of("{\"clientSecret\": \"abc\"}", "abc", "{\"clientSecret\": \"***\"}"),
                of("{\"key\":\"abc\"}", "abc", "{\"key\":\"***\"}"),
                of("{\"secret\":\"abc\"}", "abc", "{\"secret\":\"***\"}"),
                of("{\"auths\":{\"r\":{\"auth\":\"dXNlcjpwdw==\"}}}", "dXNl", "{\"auths\":{\"r\":{\"auth\":\"***\"}}}"),
                of("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPx", "wJalr", "AWS_SECRET_ACCESS_KEY=***"),
                of("aws_secret_access_key: wJalrXUtnFEMI/K7MDENG", "wJalr", "aws_secret_access_key: ***"),
                of(
                        "AccountName=x;AccountKey=Zm9vYmFy==;EndpointSuffix=y",
                        "Zm9v",
                        "AccountName=x;AccountKey=***;EndpointSuffix=y"),
                of("api-key='k v 1'", "k v 1", "api-key='***'"),
                of("token: abc123def", "abc123def", "token: ***"),
                of("git clone --password hunter2 x", "hunter2", "git clone --password *** x"),
                of("helm pull --token=abc123 x", "abc123", "helm pull --token=*** x"),
                // Headers
                of("Authorization: Bearer abc.def", "abc.def", "Authorization: Bearer ***"),
                of("authorization: Basic dXNlcjpwYXNz", "dXNl", "authorization: Basic ***"),
                of("header \"Authorization\":[\"Bearer xyzzy\"]", "xyzzy", "header \"Authorization\":[\"Bearer ***\"]"),
                of("Authorization: Token abcdef", "abcdef", "Authorization: Token ***"),
                of("Authorization: xyzzy", "xyzzy", "Authorization: ***"),
                of("Proxy-Authorization: Basic dXNlcjpwYXNz", "dXNl", "Proxy-Authorization: Basic ***"),
                of("sent bearer a1b2c3d4e5f6 to it", "a1b2c3", "sent bearer *** to it"),
                of(
                        "map[X-Vault-Token:[hvx12345]] and {\"X-Vault-Token\":[\"hvx12345\"]}",
                        "hvx12345",
                        "map[X-Vault-Token:[***]] and {\"X-Vault-Token\":[\"***\"]}"),
                of("X-Auth-Token: a1b2c3", "a1b2c3", "X-Auth-Token: ***"),
                of("PRIVATE-TOKEN: a1b2c3", "a1b2c3", "PRIVATE-TOKEN: ***"),
                // Tokens that show what they are
                of("bad " + GITHUB + ".", GITHUB, "bad ***."),
                of("github" + "_pat_11ABCDEFG0abcdefghijkl_mnop", "11ABCDEFG0", "***"),
                of("glpat" + "-xxxxYYYYzzzz11112222", "xxxxYYYY", "***"),
                of("key id AKIA" + "IOSFODNN7EXAMPLE denied", "IOSFODNN7", "key id *** denied"),
                of("ASIA" + "IOSFODNN7EXAMPLE", "IOSFODNN7", "***"),
                of("xoxb" + "-123456789012-abcdefABCDEF", "123456789012", "***"),
                of(
                        "post https://hooks.slack.com/services/T000/B000/XXXXsecret: 404",
                        "XXXXsecret",
                        "post https://hooks.slack.com/***: 404"),
                of(
                        "post https://discord.com/api/webhooks/123456789/aBcDeF-gh_i: 401",
                        "aBcDeF",
                        "post https://discord.com/api/webhooks/***: 401"),
                of("jwt " + JWT + " expired", "dozjgNryP4J3", "jwt *** expired"),
                of("AIza" + "SyA1234567890abcdefghijklmnopqrstuv", "SyA123", "***"),
                of("dckr" + "_pat_abcdefghijklmnopqrstu", "abcdefgh", "***"),
                of("AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQ", "QQQQ", "***"),
                of(
                        "https://api.telegram.org/bot123456789:AAabcdefghijklmnopqrstuvwxyz0123456/send",
                        "AAabc",
                        "https://api.telegram.org/bot***/send"),
                // Private keys
                of(
                        "key -----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY----- end",
                        "MIIEow",
                        "key *** end"),
                of(
                        "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNza\\n-----END OPENSSH PRIVATE KEY-----",
                        "b3Blbn",
                        "***"),
                of("x -----BEGIN PRIVATE KEY-----\nMIIEow cut off", "MIIEow", "x ***"),
                of(
                        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\nMHc\n-----END EC PRIVATE KEY-----",
                        "MHc",
                        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n***"),
                of("client-key-data: LS0tLS1CRUdJTg==", "LS0tLS1", "client-key-data: ***"));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void hidesCredentialsAndKeepsTheRest(String text, String secret, String expected) {
        assertThat(CredentialMask.mask(text)).isEqualTo(expected).doesNotContain(secret);
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void hidesThemInTheMiddleOfALongMessageToo(String text, String secret, String expected) {
        String around = "kustomize build failed: accumulating resources (änderung) ".repeat(50);
        assertThat(CredentialMask.mask(around + text + '\n' + around)).doesNotContain(secret);
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void changesNothingMoreTheSecondTime(String text, String secret, String expected) {
        String once = CredentialMask.mask(text);
        assertThat(CredentialMask.mask(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "stored artifact for revision 'main@sha1:c58b516e8fc98ccffc423137336bd2be7e1650c8'",
                "Applied revision: main@sha1:23e4aafff0b45d7040758c274b47aa038a742aa0",
                "stored artifact: revision 'sha256:0c8cb480a80541ba7a9413913073858486d57e6b28b3f6947f977e816938b831'",
                "latest@sha256:abc",
                "failed to pull artifact from 'oci://ghcr.io/org/app:6.1.0@sha256:0c8cb480a805': not found",
                "oci://localhost:5000/app@sha256:0123abcd",
                "failed to checkout 'ssh://git@github.com/org/repo': unable to clone: ssh: handshake failed",
                "git@github.com:org/repo.git",
                "GET \"https://example.com:8443/v2/app@v1.2.3/x?ref=main&depth=1\": dial tcp 127.0.0.1:5000: connect: connection refused",
                "Helm upgrade succeeded for release apps/podinfo.v4 with chart podinfo@6.1.1",
                "authentication required: basic authentication failed",
                "WWW-Authenticate: Basic realm=registry",
                "Bearer authentication is not supported",
                "failed to get secret 'flux-system/creds': secrets \"creds\" not found",
                "unable to get secret: secret not found",
                "failed to verify token: invalid signature",
                "token: expired",
                "Secret/flux-system/token-renewer created",
                "the secretRef: name must be set",
                "Kustomization/flux-system/secrets dry-run failed: admission webhook denied the request: key size",
                "dependency 'flux-system/key-vault' is not ready",
                "HelmChart 'flux-system/flux-system-podinfo' is not ready: latest generation of object has not been reconciled",
                "1m30.5s 2026-11-21T10:03:29Z /tmp/kustomization-2953871365",
                "author=kim authority=x monkey=1 keyboard: de",
                "Deployment/apps/tokenizer: replicas=3",
                "invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{\"app\":\"x\"}}: field is immutable",
            })
    void leavesEverythingElseAlone(String text) {
        assertThat(CredentialMask.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "a",
        "-----BEGIN ",
        "://",
        "://a:",
        "token",
        "token=",
        "\"token\":\"",
        "eyJa.",
        "bearer ",
        "password: ",
        "@",
        "\\\"",
        "ey",
        "secret_key",
        "-----BEGIN PRIVATE KEY-----",
        "://a:b/",
        "authorization: ",
        "--token ",
        "password\"\"\"\"",
        "?code=",
        "?code=aaaaaaaaaa",
        "&sig=",
        "&a_b.",
        "'[115 '",
        "[]byte{",
        "0x73,",
        "'73 65 '",
        "\\x73"
    })
    void isDoneInNoTimeWithTheStrangestLongMessages(String piece) {
        String text = piece.repeat(200_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> CredentialMask.mask(text));
    }

    private static String[] of(String text, String secret, String expected) {
        return new String[] {text, secret, expected};
    }
}
