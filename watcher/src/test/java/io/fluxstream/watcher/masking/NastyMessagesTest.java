package io.fluxstream.watcher.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that were made to let a secret through, and harmless ones that look as if they held one. Tokens are put together here so that no
 * scanner takes them for real.
 */
class NastyMessagesTest {
    private static final String SECRET = "Zx9Kq2Lm4Nv8";

    static Stream<String[]> nasty() {
        return Stream.of(
                of("Authorization: Bearer\n  " + SECRET + "abc", SECRET),
                of("authorization=Bearer%20" + SECRET + "abcdef", SECRET),
                of("https://h/x?access_token=" + SECRET + "#frag", SECRET),
                of(
                        "https://h/x?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request&X-Amz-Signature=abcdef0123456789",
                        "abcdef0123"),
                of("password is " + SECRET, SECRET),
                of("password: >-\n  " + SECRET, SECRET),
                of("password: |\n    " + SECRET + "\n", SECRET),
                of("password\u00a0: " + SECRET, SECRET),
                of("pass\u200bword: " + SECRET, SECRET),
                of("p\u0430ssword: " + SECRET, SECRET),
                of("\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff1a " + SECRET, SECRET),
                of("password\uff1a" + SECRET, SECRET),
                of("password\uff1d" + SECRET, SECRET),
                of("PASSWORD -> " + SECRET, SECRET),
                of("password => \"" + SECRET + "\"", SECRET),
                of("password := " + SECRET, SECRET),
                of("password=\"" + SECRET + " more words\"", "more words"),
                of("user=root pass=" + SECRET, SECRET),
                of("PGPASSWORD=" + SECRET, SECRET),
                of("MYSQL_PWD=" + SECRET, SECRET),
                of("postgres://u:" + SECRET + "@db:5432/x?sslmode=require", SECRET),
                of("jdbc:postgresql://db:5432/x?user=u&password=" + SECRET, SECRET),
                of("jdbc:oracle:thin:scott/" + SECRET + "@//db:1521/x", SECRET),
                of("Server=db;User Id=u;Password=" + SECRET + ";", SECRET),
                of("redis://:" + SECRET + "@r:6379/0", SECRET),
                of("mongodb+srv://u:" + SECRET + "@c.mongodb.net/db", SECRET),
                of("u:" + SECRET + "@registry.example.net/x", SECRET),
                of("//u:" + SECRET + "@registry.example.net/x", SECRET),
                of("curl -u kim:" + SECRET + " https://h", SECRET),
                of("curl --user kim:" + SECRET + " https://h", SECRET),
                of("docker login -u kim -p " + SECRET + " h", SECRET),
                of("Cookie: session=" + SECRET + "; other=1", SECRET),
                of("Set-Cookie: JSESSIONID=" + SECRET + "; Path=/", SECRET),
                of("X-Api-Key: " + SECRET, SECRET),
                of("x-functions-key: " + SECRET, SECRET),
                of(
                        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=" + SECRET + SECRET
                                + "==;EndpointSuffix=core",
                        SECRET),
                of("SharedAccessSignature=sv=2020&sig=" + SECRET + "%3D", SECRET),
                of("SharedAccessKey=" + SECRET + "=;EntityPath=e", SECRET),
                of(
                        "{\"type\":\"service_account\",\"private_key_id\":\"0123456789abcdef\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIIE"
                                + SECRET + "\\n-----END PRIVATE KEY-----\\n\"}",
                        SECRET),
                of("token: '" + SECRET + "'", SECRET),
                of(
                        "users:\n- name: a\n  user:\n    client-certificate-data: LS0tLS1CRUdJTiBDRVJU\n    client-key-data: "
                                + SECRET + SECRET + "\n    token: " + SECRET,
                        SECRET),
                of("data:\n  password: " + SECRET + "=\n  username: YQ==", SECRET),
                of("data: {\"tls.key\":\"LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t" + SECRET + "\"}", SECRET),
                of("map[password:" + SECRET + " username:kim]", SECRET),
                of("&{Username:kim Password:" + SECRET + "}", SECRET),
                of("AWS_SESSION_TOKEN=FwoGZXIvYXdzE" + SECRET + "//////////", SECRET),
                of("aws_session_token FwoGZXIvYXdzEBYaD" + SECRET, "FwoGZXIvYXdz"),
                of("ghs_" + "16C7e42F292c6912E7710c838347Ae178B4a", "16C7e42F"),
                of("GITHUB_TOKEN gho_" + "16C7e42F292c6912E7710c838347Ae178B4a", "16C7e42F"),
                of("glpat-" + "abcdefghijklmnopqrst.01.1a2b3c4d5", "abcdefghij"),
                of("glrt-t1_" + "abcdefghijklmnopqrstuv", "abcdefghij"),
                of("gldt-" + "abcdefghijklmnopqrst", "abcdefghij"),
                of("xoxe.xoxp-1-" + "Mi0yLTEyMzQ1Njc4OTA", "Mi0yLTE"),
                of("https://hooks.slack.com/services/T1/B1/" + SECRET, SECRET),
                of("https://hooks.slack-gov.com/services/T1/B1/" + SECRET, SECRET),
                of("https://outlook.office.com/webhook/abc-def@ghi/IncomingWebhook/" + SECRET + "/x", SECRET),
                of("https://acme.webhook.office.com/webhookb2/abc-def@ghi/IncomingWebhook/" + SECRET + "/x", SECRET),
                of(
                        "https://chat.googleapis.com/v1/spaces/A/messages?key=AIzaSyA1234567890abcdefghijklmnopqrstuv&token="
                                + SECRET,
                        SECRET),
                of("AIzaSyA-1234567890abcdefghijklmnopqrstu", "1234567890abc"),
                of("1//0" + "gLu8nMBXlHs9CgYIARAAGBASNwF-L9Ir" + SECRET, SECRET),
                of("ya29.a0AfH6SM" + SECRET + "_-x", SECRET),
                of("sk_live_" + "51HabcdefghijKLMNO", "51Habc"),
                of("whsec_" + "abcdefghijklmnopqrstuvwxyz012345", "abcdefgh"),
                of("sk-ant-api03-" + SECRET + SECRET, SECRET),
                of("sk-proj-" + SECRET + SECRET, SECRET),
                of("hf_" + "abcdefghijklmnopqrstuvwxyzABCDEFGH", "abcdefgh"),
                of("dapi" + "0123456789abcdef0123456789abcdef", "0123456789abc"),
                of("NRAK-" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ1", "ABCDEFGH"),
                of("key-" + "0123456789abcdef0123456789abcdef", "0123456789abc"),
                of("SG." + "abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "abcdefgh"),
                of("hvs." + "CAESIJ1234567890abcdefghij", "CAESIJ"),
                of("age-secret: AGE-SECRET-KEY-1" + "QQPQQQQQQQQQQQQQQQQQQ", "QQPQQ"),
                of("tskey-auth-" + "kABCDEF1CNTRL-abcdefghijklmnop", "kABCDEF"),
                of("dop_v1_" + "0123456789abcdef0123456789abcdef", "0123456789abc"),
                of("pul-" + "0123456789abcdef0123456789abcdef01234567", "0123456789abc"),
                of("glsa_" + "abcdefghijklmnopqrstuvwxyzABCDEF_01234567", "abcdefgh"),
                of("eyJrIjoi" + "T0tTcG1pUlY2RnVKZTFVaDFsNFZXdE9ZWmNrMkZYbk", "T0tTcG"),
                of(
                        "PRIVATE KEY -----BEGIN ENCRYPTED PRIVATE KEY-----\r\nMIIE" + SECRET
                                + "\r\n-----END ENCRYPTED PRIVATE KEY-----",
                        SECRET),
                of(
                        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ" + SECRET
                                + "\n-----END PGP PRIVATE KEY BLOCK-----",
                        SECRET),
                of("-----BEGIN PRIVATE KEY-----MIIE" + SECRET + "-----END PRIVATE KEY-----", SECRET),
                of("LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ" + SECRET, SECRET),
                of("LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUV" + SECRET, SECRET),
                of("{\"dockerconfigjson\":\"eyJhdXRocyI6eyJnaGNyLmlvIjp7" + SECRET + "\"}", SECRET),
                of(".dockerconfigjson: eyJhdXRocyI6eyJnaGNyLmlvIjp7" + SECRET, SECRET),
                of("bearer: " + SECRET, SECRET),
                of("X-Gitlab-Token: " + SECRET, SECRET),
                of("Authorization: Negotiate YIIJ" + SECRET, SECRET),
                of(
                        "Authorization: Digest username=\"kim\", realm=\"x\", nonce=\"n\", response=\"" + SECRET + "\"",
                        SECRET),
                of(
                        "Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature="
                                + SECRET,
                        SECRET),
                of("pw=" + SECRET, SECRET),
                of("passwd: " + SECRET, SECRET),
                of("passcode=" + SECRET, SECRET),
                of("credential=" + SECRET, SECRET),
                of("secret=" + SECRET, SECRET),
                of("SECRET: " + SECRET, SECRET),
                of("client_secret=" + SECRET, SECRET),
                of("clientsecret: " + SECRET, SECRET),
                of("refresh_token=" + SECRET, SECRET),
                of("id_token=" + SECRET, SECRET),
                of("otp=123456", "123456"),
                of("password%3D" + SECRET + "%26x", SECRET),
                of("https%3A%2F%2Fkim%3A" + SECRET + "%40h%2Fx", SECRET),
                of("https:\\/\\/kim:" + SECRET + "@h\\/x", SECRET),
                of("https\uff1a//kim:" + SECRET + "@h/x", SECRET),
                of("https://kim:" + SECRET + "\uff20h/x", SECRET),
                of("htt\u00adps://kim:" + SECRET + "@h/x", SECRET),
                of("Bearer\u00a0" + SECRET, SECRET),
                of("gh\u200bp_16C7e42F292c6912E7710c838347Ae178B4a", "292c6912"),
                of("password:\t" + SECRET, SECRET),
                of("password:\n" + SECRET, SECRET),
                of("password =\n\"" + SECRET + "\"", SECRET),
                of("env: [{name: DB_PASSWORD, value: " + SECRET + "}]", SECRET),
                of("- name: DB_PASSWORD\n  value: " + SECRET, SECRET),
                of("{\"name\":\"API_TOKEN\",\"value\":\"" + SECRET + "\"}", SECRET),
                of("--set auth.password=" + SECRET, SECRET),
                of("--set=adminPassword=" + SECRET, SECRET),
                of("helm: error: --password=" + SECRET, SECRET),
                of(
                        "Error: login attempt to https://r/v2/ failed with status: 401 (user \"kim\", password \""
                                + SECRET + "\")",
                        SECRET),
                of("password '" + SECRET + "' is not allowed", SECRET),
                // Queries that sign, or let in
                of("Get \"https://h/callback?code=" + SECRET + "&state=open\": EOF", SECRET),
                of("https://h/cb?code=4/0AX4XfWh" + SECRET + "#frag", "0AX4XfWh"),
                of("https://h/cb?code=SplxlOBeZQQYbYSxWSbIAq", "SplxlOBe"),
                of("https://h/verify?code=123456&x=1", "123456"),
                of("https://h/x#code=" + SECRET, SECRET),
                of("https://h/x?auth_code=" + SECRET, SECRET),
                of("https://h/x?page=2&SAMLResponse=PHNhbWxwOl" + SECRET, SECRET),
                of("https://cas/x?ticket=ST-1856339-" + SECRET, SECRET),
                of("https://a.blob/c?sv=2022-11-02&sr=b&sig=" + SECRET + "%2B1%3D: 403", SECRET),
                of("{\"url\":\"https://a.blob/c?sv=2022\\u0026sig=" + SECRET + "\"}", SECRET),
                of("{\"url\":\"https://s3/x?a=1\\u0026X-Amz-Signature=" + SECRET + "\\u0026x=1\"}", SECRET),
                of("https%3A%2F%2Fa.blob%2Fc%3Fsv%3D2022%26sig%3D" + SECRET + "%26x%3D1", SECRET),
                of("<a href='https://a.blob/c?sv=2022&amp;sig=" + SECRET + "'>", SECRET),
                of("https://s3/x?X-Amz-Security-Token=IQoJb3JpZ2lu" + SECRET + "%3D&x=1", SECRET),
                of("https://storage.googleapis.com/b/o?X-Goog-Signature=" + SECRET + "0a", SECRET),
                of("https://d1.cloudfront.net/x?Expires=1&Signature=" + SECRET + "~_&Key-Pair-Id=K2", SECRET),
                of("https://api.example.net/x?subscription-key=" + SECRET, SECRET),
                of("https://h/x?sid=" + SECRET + "&v=1", SECRET),
                of("https://h/x?jwt=" + SECRET, SECRET),
                of("https://acr/x?hmac=" + SECRET, SECRET),
                // Bytes as numbers: "secret1" each time
                of("data is []byte{0x73, 0x65, 0x63, 0x72, 0x65, 0x74, 0x31}", "0x73, 0x65"),
                of("[]uint8{0x73,0x65,0x63,0x72}", "0x63"),
                of("[7]uint8{115, 101, 99, 114, 101, 116, 49}", "115, 101"),
                of("cannot use [115 101 99 114 101 116 49] as a string", "115 101"),
                of("cannot use [115, 101, 99, 114, 101, 116, 49] as a string", "115, 101"),
                of("map[password:[115 101 99] user:[107 105 109]]", "101 99"),
                of("{\"password\":[115,101,99]}", "101,99"),
                of("&Secret{Data:map[string][]uint8{\"k\":[]uint8{0x73, 0x65, 0x63, 0x72}},Type:Opaque}", "0x73"),
                of("Data:map[token:[115 101 99 114 101 116 49]]", "101 99"),
                of("key [1 200 3 254 5 66 7 128 9 10 211 12 13 14 15 16 250] is too short", "200 3"),
                of("{\"type\":\"Buffer\",\"data\":[115,101,99,114,101,116,49]}", "101,99"),
                of("<Buffer 73 65 63 72 65 74 31>", "73 65"),
                of("00000000  73 65 63 72 65 74 31                              |secret1|", "secret1"),
                of("(len=7) {\n 00000000  73 65 63 72 65 74 31  |secret1|\n}", "73 65"),
                of("[-12, 115, 101, 99, 114, 101, 116, 49, 0, 3, -128, 7, 8, 9, 10, 11, 12]", "115, 101"),
                of("the value \\x73\\x65\\x63\\x72\\x65\\x74 is wrong", "x63"),
                of("cut off: []byte{0x73, 0x65, 0x63, 0x72, 0x6", "0x63"),
                of("cut off: [115 101 99 114 101 116 4", "101 99"));
    }

    @ParameterizedTest
    @MethodSource("nasty")
    void noPartOfTheSecretIsLeft(String text, String secret) {
        String masked = CredentialMask.mask(text);
        assertThat(masked).doesNotContain(secret);
        assertThat(CredentialMask.mask(masked)).isEqualTo(masked);
        assertThat(CredentialMask.mask("Helm upgrade failed: " + text + "\nsee the logs"))
                .doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h/x?code=404&page=2",
                "https://h/x?code=not_found&state=open&t=30",
                "https://h/x?design=blue2&assign=kim2&keyword=flux2&signal=9",
                "ports [80 443 8080 9090 9091 9092 9093] are in use",
                "status codes [200 201 204] expected, got 404",
                "replicas [0 1 2 3 4 5] are not ready",
                "spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive",
                "partitions [0, 1, 2] of [12]",
                "array [1 2 3] exit code 0x1f at 0xc000123456, goroutine 12 [running]",
                "[10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5 10.0.0.6]",
                "map[cpu:[1 2] memory:[3]]",
                "Applied revision: v1.2.3-rc.1+build.5@sha1:23e4aafff0b45d7040758c274b47aa038a742aa0",
                "podinfo:6.1.0@sha256:0c8cb480a80541ba7a9413913073858486d57e6b28b3f6947f977e816938b831",
                "image docker.io/library/nginx:1.27.0@sha256:0c8cb480a805 pulled",
                "stored artifact with digest sha256:0c8cb480a80541ba7a9413913073858486d57e6b28b3f6947f977e816938b831",
                "flux-system/apps:main@sha1:c58b516e8fc98ccffc423137336bd2be7e1650c8",
                "Пароль не подошёл: повторите попытку",
                "Το σύστημα απέτυχε",
                "認証に失敗しました: 認証情報を確認してください",
                "password is required",
                "field \"password\" is missing",
                "the password was not found in Secret/apps/db",
                "secret: not found",
                "Secret: flux-system/deploy-key-v2",
                "env[3].name: DB_PASSWORD, env[3].valueFrom: secretKeyRef",
                "spec.template.spec.containers[0].env[3].value: Invalid value: \"x\"",
                "cookies are not supported",
                "login as admin failed after 3 attempts",
                "mailto:kim2@example.com wrote",
                "10.0.0.1:8080@node-1",
                "certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJ4",
                "key-value store key-0 is full",
                "error in https:\\/\\/example.com\\/a@b",
                "https%3A%2F%2Fexample.com%2Fx",
                "arrow -> password policy",
                "ConfigMap/kube-system/token-1 configured",
                "map[app:podinfo tier:web]",
                "uid 7e4d2a1c-2f50-4d0e-9a41-1f1f0b1c2d3e resourceVersion 2417",
            })
    void harmlessTextStays(String text) {
        assertThat(CredentialMask.mask(text)).isEqualTo(text);
    }

    private static String[] of(String text, String secret) {
        return new String[] {text, secret};
    }
}
