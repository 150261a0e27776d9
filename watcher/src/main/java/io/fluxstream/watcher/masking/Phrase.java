package io.fluxstream.watcher.masking;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in which a credential stands for what is around it: what comes before is the pattern's first group and stays.
 *
 * @param mark what every such place holds, in lower case: quickly looked for
 */
record Phrase(String mark, Pattern pattern) {
    private static final String NAME = "(?:passw(?:or)?d|passphrase|passcode|pwd|token|secret|api[_-]?key"
            + "|access[_-]?key|private[_-]?key|credentials?)";
    private static final String QUOTES = "[\"'\\\\]{0,3}";
    private static final String WITH_A_DIGIT = "(?=[^\\s\"',;)]{0,64}\\d)[^\\s\"',;)*]{4,}+";

    /** Those that go before everything else that names a credential, since they reach further. */
    static final List<Phrase> ALL = List.of(
            // Authorization: Digest username="kim", ..., response="..."
            of(
                    "authorization",
                    "(authorization" + QUOTES + "\\s{0,4}[:=]\\s{0,4}" + QUOTES
                            + "(?:digest|aws4-hmac-sha256)\\s{1,4})(?!\\*\\*\\*)[^\\r\\n]++"),
            of("cookie", "((?:set-)?cookie" + QUOTES + "\\s{0,4}:\\s{0,4}" + QUOTES + ")(?!\\*\\*\\*)[^\\r\\n\"']++"),
            // password: |
            //   on the lines below
            of(
                    "pass",
                    "((?:passw(?:or)?d|passphrase)[\\w.-]{0,32}+:)[ \\t]{0,4}[|>][+-]?[ \\t]*+(?:\\R[ \\t]++[^\\r\\n]++)++"),
            of("token", "(token[\\w.-]{0,32}+:)[ \\t]{0,4}[|>][+-]?[ \\t]*+(?:\\R[ \\t]++[^\\r\\n]++)++"),
            // name: DB_PASSWORD, value: ...
            of(
                    "value",
                    "(name" + QUOTES + "\\s{0,4}[:=]\\s{0,4}" + QUOTES + "[\\w.-]{0,48}" + NAME + "[\\w.-]{0,24}"
                            + QUOTES + ",?\\s{0,40}" + QUOTES + "value" + QUOTES + "\\s{0,4}[:=]\\s{0,4}" + QUOTES + ")"
                            + "[^\\s\"'\\\\,;)}\\]*][^\"'\\\\\\r\\n,}\\]]*+"),
            // password => ..., password := ..., password -> ...
            of(
                    "pass",
                    "(" + NAME + "[\\w.-]{0,32}+" + QUOTES + "\\s{0,4}(?:=>|:=|->)\\s{0,4}" + QUOTES + ")"
                            + "[^\\s\"'\\\\,;)}\\]*]++"),
            // password "...", password is ...
            of(
                    "passw",
                    "(\\bpassw(?:or)?d\\s{1,4}(?:is\\s{1,4}|was\\s{1,4})?)(?!\"\"|'')(?:\"(?!\\*)[^\"\\r\\n]++|'(?!\\*)[^'\\r\\n]++)"),
            of("passw", "(\\bpassw(?:or)?d\\s{1,4}(?:is|was)\\s{1,4})" + WITH_A_DIGIT),
            of("aws_", "(\\baws_[a-z_]{5,20}\\s{1,4})[\\w/+=]{16,}+"),
            // curl -u kim:..., docker login -p ...
            of("-u", "((?<![\\w-])(?:-u|--user)[=\\s]\\s{0,3}[^\\s:\"']{1,64}:)[^\\s\"'*]++"),
            of("login", "(\\blogin\\b[^\\r\\n]{0,80}?\\s-p\\s{1,4})[^\\s*]++"),
            // %3A%2F%2Fkim%3A...%40host, password%3D...
            of("%40", "(%3a%2f%2f)(?!\\*)(?:(?!%40|%2f)[^\\s\"'&]){1,256}+(?=%40)"),
            of("%3d", "(" + NAME + "%3d)(?:(?!%26)[^\\s\"'&;*])++"),
            // https:\/\/kim:...@host
            of("\\/", "(:\\\\{1,2}/\\\\{1,2}/)[^\\s\"'/@\\\\*]{1,256}+(?=@)"),
            // kim:...@host.example, which is no tag before a digest
            of(
                    "@",
                    "((?<![\\w/.@-])(?!mailto:)[\\w.-]{1,64}+:|(?<![:\\w])//[\\w.-]{1,64}+:)"
                            + "(?=[^\\s@]{0,128}[a-z])(?=[^\\s@]{0,128}\\d)[^\\s@:/\"'<>*]{4,128}+(?=@(?!sha\\d)[\\w-]++\\.[\\w.-]++)"),
            of("jdbc:oracle", "(jdbc:oracle:\\w{1,16}:[^\\s/]{1,64}/)[^\\s@*]{1,128}+(?=@)"),
            // secret: X9..., which is no name of a resource: those have no capitals
            new Phrase(
                    "secret",
                    Pattern.compile(
                            "((?i:\\b(?:secret|credentials?)):\\s{0,4})(?=[^\\s/.]{0,64}\\d)(?=[^\\s/.]{0,64}[A-Z])[^\\s/.,;\"'*]{8,}+")));

    private static Phrase of(String mark, String pattern) {
        return new Phrase(mark, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    /** The text with the credential masked; the text itself when there is none. */
    String mask(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        do {
            String value = text.substring(matcher.end(1), matcher.end());
            boolean quoted = value.startsWith("\"") || value.startsWith("'");
            String kept = matcher.group(1) + (quoted ? value.substring(0, 1) : value.startsWith(" ") ? " " : "");
            matcher.appendReplacement(masked, Matcher.quoteReplacement(kept + CredentialMask.MASK));
        } while (matcher.find());
        return matcher.appendTail(masked).toString();
    }
}
