package io.fluxstream.watcher.masking;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides credentials in a text: the same text always gives the same result, in time linear to its length.
 *
 * <p>Rather one word too many than one secret; but revisions, digests, names and ordinary prose stay as they are.
 */
public final class CredentialMask {
    /** What stands in place of a credential. */
    public static final String MASK = "***";

    private static final String PEM_BEGIN = "-----BEGIN ";
    private static final String PEM_PRIVATE = "PRIVATE KEY";
    private static final String PEM_END = "-----END ";
    private static final String DASHES = "-----";

    /** Go quotes what it took for the port, which is the password when that holds a slash or so. */
    private static final Pattern INVALID_PORT = Pattern.compile("invalid port \\\\?\"[^\"\\\\]*+");

    /** Everything after {@code Authorization:}, the scheme aside. */
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(authorization[\"'\\\\]{0,3}\\s{0,4}[:=]\\s{0,4}[\\[\"'\\\\]{0,3}(?:(?:bearer|basic|token|digest|negotiate|apikey|aws4-hmac-sha256)\\s{1,4})?)"
                    + "[^\\s\"'\\\\,;\\]]++",
            Pattern.CASE_INSENSITIVE);

    /** A scheme and what is no word of prose: it holds a digit, or a capital within. */
    private static final Pattern SCHEME = Pattern.compile(
            "\\b((?i:bearer|basic):?\\s{1,4}+)(?=[A-Za-z._~+/-][a-z._~+/-]*+[A-Z0-9]|[0-9])[A-Za-z0-9._~+/=-]{6,}+");

    /** Names whose value is a secret in every notation. */
    private static final String STRONG_NAME =
            "passw(?:or)?d|passphrase|passcode|(?<![a-zA-Z])pwd|token(?!i[sz])|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|account[_-]?key"
                    + "|client[_-]?key|client[_-]?secret|signing[_-]?key|encryption[_-]?key|master[_-]?key|storage[_-]?key"
                    + "|license[_-]?key|ssh[_-]?key|session[_-]?key|shared[_-]?key|deploy[_-]?key|webhook[_-]?secret"
                    + "|x-amz-signature|x-amz-credential|x-goog-signature|x-goog-credential|dockerconfigjson|identity\\.pub|functions[_-]?key|tls\\.key";

    /** Names that are also words of prose: a secret only before an equals sign or as a quoted field. */
    private static final String WEAK_NAME =
            "secret|credentials?|(?<![\\w.-])(?:key|auth|sig|signature|pass|pw|otp|pat|jwt|bearer|x-auth|_auth)(?![\\w.-])";

    /** A quoted value up to its quote, a quoted one within a quoted text, or a bare one. */
    private static final String VALUE =
            "(?:\"(?:[^\"\\\\]|\\\\.)++|\\\\\"[^\"\\\\]++|'[^']++|[^\\s\"'\\\\&,;)}\\]<>*][^\\s\"'\\\\&,;)}\\]<>]*+)";

    private static final String REST_OF_NAME =
            "(?![\\w-]{0,24}(?:[nN]ame|[rR]efs?|[nN]ot|[fF]ile|[pP]ath)\\b)[\\w.-]{0,32}+";

    /** {@code password=...}, {@code "apiKey":"..."}. */
    private static final Pattern PAIR = Pattern.compile("((?i:" + STRONG_NAME + '|' + WEAK_NAME + ")" + REST_OF_NAME
            + "(?:[\"'\\\\]{0,4}\\s{0,4}=\\s{0,4}|[\"'\\\\]{1,4}\\s{0,4}:\\s{0,4})\\[?+)" + VALUE);

    /** {@code token: ...}, unless a word of prose follows; a password may be such a word. */
    private static final Pattern YAML = Pattern.compile("((?i:passw(?:or)?d|passphrase)" + REST_OF_NAME
            + "\\s?:\\s{0,4}\\[?+|(?i:" + STRONG_NAME + ")" + REST_OF_NAME
            + ":\\s{0,4}\\[?+(?![a-z]{1,15}(?:[\\s:.,;]|$)|[a-z]{1,15}-[a-z]{1,15}(?:[\\s:.,;]|$)))" + VALUE);

    /** {@code --password ...}. */
    private static final Pattern OPTION = Pattern.compile(
            "((?<![\\w-])--?(?i:[a-z]{0,12}-?(?:password|passphrase|token|api-key|access-key|secret-key|client-secret))\\s{1,4})"
                    + VALUE);

    /** What comes before a name in a query: Go's JSON writes an ampersand as a number, pages and links in other ways. */
    private static final String IN_QUERY = "(?:[?&;#]|\\\\{1,2}u0026|%26|%3f)";

    private static final String IS = "(?:=|%3d|\\\\{1,2}u003d)";

    private static final String QUERY_VALUE = "(?!\\*)(?:(?!%26|\\\\)[^\\s\"'&;#<>)}\\]])++";

    /** {@code ?sig=...}: names whose value in a query signs it, or lets somebody in. */
    private static final Pattern QUERY_SECRET = Pattern.compile(
            "(" + IN_QUERY
                    + "(?:sig|signature|sign|hmac|sas|key|auth|jwt|otp|pat|pw|pass|ticket|assertion|client_assertion"
                    + "|samlresponse|samlrequest|sid|session|session_?id|phpsessid|jsessionid|code_verifier|device_code"
                    + "|[\\w.-]{0,24}(?:token|secret|passw(?:or)?d|signature|credential|[_-]key|apikey))" + IS + ")"
                    + QUERY_VALUE,
            Pattern.CASE_INSENSITIVE);

    /** {@code ?code=...}, which may be the number or the name of an error too: those are short, or a word. */
    private static final Pattern QUERY_CODE = Pattern.compile(
            "(" + IN_QUERY + "(?:[a-z]{0,16}_?code|state|nonce|t)" + IS
                    + ")(?=[^\\s\"'&;#<>)}\\]]{20}|(?=[^\\s\"'&;#<>)}\\]]{6})[^\\s\"'&;#<>)}\\]\\d]{0,19}\\d)"
                    + QUERY_VALUE,
            Pattern.CASE_INSENSITIVE);

    /** One of these is part of every name above; most messages hold none and are done. In lower case. */
    private static final List<String> STEMS = List.of(
            "pass",
            "pw",
            "otp",
            "token",
            "key",
            "secret",
            "credential",
            "auth",
            "sig",
            "pat",
            "jwt",
            "bearer",
            "x-amz",
            "x-goog",
            "dockerconfig",
            "identity");

    private CredentialMask() {}

    /** The text without credentials; the text itself when it holds none. */
    public static String mask(String text) {
        if (text.length() < 6) {
            return text;
        }
        String plain = Lookalikes.plain(text);
        if (!plain.equals(text)) {
            String masked = plainly(plain);
            if (!masked.equals(plain)) {
                return masked;
            }
        }
        return plainly(text);
    }

    private static String plainly(String text) {
        String masked = privateKeys(text);
        masked = urls(masked);
        masked = ByteDump.mask(masked);
        String lower = masked.toLowerCase(Locale.ROOT);
        if (lower.contains("invalid port")) {
            masked = replace(INVALID_PORT, masked, "invalid port \"" + MASK);
        }
        if (masked.indexOf('=') >= 0 || lower.contains("%3d") || lower.contains("u003d")) {
            masked = replace(QUERY_SECRET, masked, "$1" + MASK);
            masked = replace(QUERY_CODE, masked, "$1" + MASK);
        }
        for (Phrase phrase : Phrase.ALL) {
            if (lower.contains(phrase.mark())) {
                masked = phrase.mask(masked);
            }
        }
        if (lower.contains("authorization")) {
            masked = replace(AUTHORIZATION, masked, "$1" + MASK);
        }
        if (lower.contains("bearer") || lower.contains("basic")) {
            masked = replace(SCHEME, masked, "$1" + MASK);
        }
        if (STEMS.stream().anyMatch(lower::contains)) {
            masked = pairs(PAIR, masked);
            masked = pairs(YAML, masked);
            masked = pairs(OPTION, masked);
        }
        for (Token token : Token.ALL) {
            if (masked.contains(token.mark())) {
                masked = replace(token.pattern(), masked, MASK);
            }
        }
        return masked;
    }

    private static String replace(Pattern pattern, String text, String replacement) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.replaceAll(replacement) : text;
    }

    /** Keeps the quote that opens a value, so that what was JSON still looks like it. */
    private static String pairs(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        do {
            String value = text.substring(matcher.end(1), matcher.end());
            String quote = value.startsWith("\\\"")
                    ? "\\\""
                    : value.startsWith("\"") || value.startsWith("'") ? value.substring(0, 1) : "";
            matcher.appendReplacement(masked, Matcher.quoteReplacement(matcher.group(1) + quote + MASK));
        } while (matcher.find());
        return matcher.appendTail(masked).toString();
    }

    /** Blocks of private keys, whole; one that is cut off reaches to the end of the text. */
    private static String privateKeys(String text) {
        int begin = text.indexOf(PEM_BEGIN);
        if (begin < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        while (begin >= 0) {
            int label = begin + PEM_BEGIN.length();
            int labelEnd = text.indexOf(DASHES, label);
            boolean isPrivate = labelEnd >= 0
                    && labelEnd - label <= 64
                    && text.substring(label, labelEnd).contains(PEM_PRIVATE);
            if (isPrivate) {
                masked.append(text, copied, begin).append(MASK);
                copied = endOfBlock(text, labelEnd + DASHES.length());
            }
            begin = text.indexOf(PEM_BEGIN, isPrivate ? copied : label);
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static int endOfBlock(String text, int from) {
        int end = text.indexOf(PEM_END, from);
        if (end < 0) {
            return text.length();
        }
        int close = text.indexOf(DASHES, end + PEM_END.length());
        return close < 0 ? text.length() : close + DASHES.length();
    }

    /** {@code https://user:password@host} without the user and the password. */
    private static String urls(String text) {
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        while (scheme >= 0) {
            int authority = scheme + 3;
            int end = endOfUrl(text, authority);
            int at = endOfUserInfo(text, authority, end);
            if (at >= 0 && !isHarmless(text.substring(authority, at))) {
                masked.append(text, copied, authority).append(MASK);
                copied = at;
            }
            scheme = text.indexOf("://", Math.max(authority, at));
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** A user that every Git server has, and what is masked already. */
    private static boolean isHarmless(String userInfo) {
        String lower = userInfo.toLowerCase(Locale.ROOT);
        return lower.isEmpty() || lower.equals("git") || lower.equals(MASK);
    }

    private static int endOfUrl(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '`' || text.startsWith("://", i)) {
                return i;
            }
        }
        return text.length();
    }

    /** Where the at-sign stands that ends the user info, or -1. */
    private static int endOfUserInfo(String text, int authority, int end) {
        int authorityEnd = authority;
        while (authorityEnd < end && "/?#".indexOf(text.charAt(authorityEnd)) < 0) {
            authorityEnd++;
        }
        int at = lastAt(text, authority, authorityEnd);
        if (at >= 0) {
            return at;
        }
        int colon = authority;
        while (colon < authorityEnd && text.charAt(colon) != ':') {
            colon++;
        }
        boolean hasPassword = colon < authorityEnd && !isPort(text, colon + 1, authorityEnd);
        return hasPassword ? lastAt(text, authorityEnd, end) : -1;
    }

    /** Looks between the two only: the whole text would make many URLs take quadratic time. */
    private static int lastAt(String text, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (text.charAt(i) == '@') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPort(String text, int from, int to) {
        return to > from && to - from <= 5 && text.substring(from, to).chars().allMatch(Character::isDigit);
    }
}
