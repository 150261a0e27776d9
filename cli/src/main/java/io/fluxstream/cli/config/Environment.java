package io.fluxstream.cli.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${VAR}} and {@code ${VAR:-default}} in from the environment; {@code $$} stands for a dollar sign. */
final class Environment {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:\\$|\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}|(\\{[^}]*}?))");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    String fill(String path, String text) {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (references.find()) {
            references.appendReplacement(filled, Matcher.quoteReplacement(value(path, references)));
        }
        return references.appendTail(filled).toString();
    }

    private String value(String path, Matcher reference) {
        if (reference.group().equals("$$")) {
            return "$";
        }
        String name = reference.group(1);
        if (name == null) {
            // Not shown: it may be in the middle of a password.
            throw new ConfigurationException(
                    path, ": what follows ${ names no environment variable; write ${NAME}, or $$ for a dollar sign");
        }
        String value = variables.get(name);
        if (value != null) {
            return value;
        }
        String otherwise = reference.group(2);
        if (otherwise != null) {
            return otherwise;
        }
        throw new ConfigurationException(
                path, ": the environment variable " + name + " is not set; set it, or write ${" + name + ":-default}");
    }
}
