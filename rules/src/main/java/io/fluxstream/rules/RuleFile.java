package io.fluxstream.rules;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.rules.yaml.Document;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.Mistake;
import io.fluxstream.rules.yaml.TextFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A rule file that was read: its rules, or everything that is wrong with it. */
public sealed interface RuleFile {
    /** What probably was not meant, though it can be used. */
    List<Mistake> warnings();

    <R> R match(Function<Loaded, R> loaded, Function<Mistakes, R> mistakes);

    /**
     * The rules of a file without mistakes.
     *
     * @param rules their hash is that of the text; their revision is what the file says, or 0
     * @param text of the file, with line ends as {@code \n}: what the topic of the rules carries
     */
    record Loaded(RuleSet rules, String text, List<Mistake> warnings) implements RuleFile {
        public Loaded {
            warnings = List.copyOf(warnings);
        }

        @Override
        public <R> R match(Function<Loaded, R> loaded, Function<Mistakes, R> mistakes) {
            return loaded.apply(this);
        }
    }

    /** Why a file cannot be used, from its top to its bottom; at least one. */
    record Mistakes(List<Mistake> mistakes, List<Mistake> warnings) implements RuleFile {
        public Mistakes {
            mistakes = List.copyOf(mistakes);
            warnings = List.copyOf(warnings);
            if (mistakes.isEmpty()) {
                throw new IllegalArgumentException("a file without mistakes has rules");
            }
        }

        @Override
        public <R> R match(Function<Loaded, R> loaded, Function<Mistakes, R> mistakes) {
            return mistakes.apply(this);
        }
    }

    /** Reads a file; one that is not there or no text has that mistake. */
    static RuleFile read(Path file) {
        Findings findings = new Findings(file.toString());
        return TextFile.read(file, findings)
                .map(text -> parse(file.toString(), text))
                .orElseGet(() -> new Mistakes(findings.mistakes(), List.of()));
    }

    /**
     * Reads the text of a file.
     *
     * @param fileName for the mistakes
     */
    static RuleFile parse(String fileName, String text) {
        String normalized = TextFile.normalized(text);
        Findings findings = new Findings(fileName);
        Optional<RuleSet> rules = Document.parse(fileName, normalized, findings, "groups:")
                .flatMap(document -> new RuleSetReader(findings).read(document, hash(normalized)));
        return rules.isEmpty() || findings.hasMistakes()
                ? new Mistakes(findings.mistakes(), findings.warnings())
                : new Loaded(rules.get(), normalized, findings.warnings());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
