package io.fluxstream.rules.template;

import io.fluxstream.domain.rule.Template;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.NearMiss;
import io.fluxstream.rules.yaml.Place;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads templates as Flux, Helm and Prometheus write them, Go's, as far as filling in goes: {@code {{ .name }}},
 * {@code {{ .labels.team | default "nobody" }}}, {@code {{ index .labels "app.kubernetes.io/name" }}}.
 */
public final class Templates {
    /** Characters of a template. */
    static final int MAX_LENGTH = 2_048;

    private static final Pattern FIELD = Pattern.compile("\\.([A-Za-z]\\w*)");
    private static final Pattern LABEL = Pattern.compile("\\.labels\\.([A-Za-z_]\\w*)");
    private static final Pattern INDEXED_LABEL = Pattern.compile("index\\s+\\.labels\\s+\"([^\"]+)\"");
    private static final Pattern DOLLAR_LABEL = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern KEYWORD = Pattern.compile("(?:if|else|end|range|with|define|template|block)\\b.*");
    private static final Pattern LINE_BREAK = Pattern.compile("\n");

    private final Scalar text;
    private final Findings findings;
    private final List<Part> parts = new ArrayList<>();

    private Templates(Scalar text, Findings findings) {
        this.text = text;
        this.findings = findings;
    }

    /** The template, or nothing when it cannot be used; why is among the findings then. */
    public static Optional<Template> parse(Scalar text, Findings findings) {
        return new Templates(text, findings).parse();
    }

    private Optional<Template> parse() {
        String all = text.text();
        boolean isRight = all.length() <= MAX_LENGTH;
        if (!isRight) {
            findings.mistake(text.place(), "must be at most " + MAX_LENGTH + " characters, but has " + all.length());
        }
        int next = 0;
        for (int open = all.indexOf("{{"); open >= 0; open = all.indexOf("{{", next)) {
            int close = all.indexOf("}}", open);
            if (close < 0) {
                findings.mistake(place(open), "{{ must be closed with }}");
                return Optional.empty();
            }
            literal(all.substring(next, open));
            isRight &= action(all.substring(open + 2, close), open);
            next = close + 2;
        }
        literal(all.substring(next));
        return isRight ? Optional.of(new FilledTemplate(all, parts)) : Optional.empty();
    }

    private void literal(String piece) {
        if (!piece.isEmpty()) {
            parts.add(subject -> piece);
        }
    }

    /** What stands between the braces. */
    private boolean action(String action, int open) {
        List<String> pieces = List.of(action.split("\\|", -1));
        Optional<Part> operand = operand(pieces.get(0).strip(), open);
        List<Step> steps = new ArrayList<>();
        for (String piece : pieces.subList(1, pieces.size())) {
            step(piece.strip(), open).ifPresent(steps::add);
        }
        operand.ifPresent(part -> parts.add(subject -> {
            String value = part.of(subject);
            for (Step step : steps) {
                value = step.of(value);
            }
            return value;
        }));
        return operand.isPresent() && steps.size() == pieces.size() - 1;
    }

    private Optional<Part> operand(String written, int open) {
        Matcher label = LABEL.matcher(written);
        Matcher indexed = INDEXED_LABEL.matcher(written);
        if (label.matches() || indexed.matches()) {
            String key = label.matches() ? label.group(1) : indexed.group(1);
            return Optional.of(subject -> subject.labels().getOrDefault(key, ""));
        }
        Matcher name = FIELD.matcher(written);
        Optional<Field> field = name.matches() ? Field.named(name.group(1)) : Optional.empty();
        if (field.isEmpty()) {
            findings.mistake(place(open), "{{ " + written + " }}: " + advice(written));
        }
        return field.map(known -> known::of);
    }

    private static String advice(String written) {
        Matcher dollar = DOLLAR_LABEL.matcher(written);
        if (dollar.matches()) {
            String name = dollar.group(1);
            return "did you mean {{ ." + (Field.named(name).isPresent() ? "" : "labels.") + name + " }}?";
        }
        if (KEYWORD.matcher(written).matches()) {
            return "there are no " + written.split("\\W", 2)[0] + " and the like here, only fields that are filled in";
        }
        String word = written.startsWith(".") ? written.substring(1) : written;
        Optional<String> near = Field.named(word).map(field -> word).or(() -> NearMiss.of(word, Field.names()));
        return near.map(name -> "did you mean {{ ." + name + " }}?")
                .orElse("must be one of ." + String.join(", .", Field.names()) + ", .labels.NAME");
    }

    private Optional<Step> step(String written, int open) {
        Optional<Step> step = Step.parse(written);
        if (step.isEmpty()) {
            String word = written.split("\\s", 2)[0];
            findings.mistake(
                    place(open),
                    "{{ ... | " + written + " }}: must be one of default \"TEXT\", trunc NUMBER, lower, upper"
                            + (Step.NAMES.contains(word) ? "" : NearMiss.question(word, Step.NAMES)));
        }
        return step;
    }

    private Place place(int offset) {
        String before = text.text().substring(0, offset);
        int lastBreak = before.lastIndexOf('\n');
        int line = (int) LINE_BREAK.matcher(before).results().count();
        return text.content().at(text.place(), line, offset - lastBreak - 1);
    }
}
