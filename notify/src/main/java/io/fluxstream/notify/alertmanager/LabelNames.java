package io.fluxstream.notify.alertmanager;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names that every Alertmanager takes: letters, digits and underscores, no digit first. */
final class LabelNames {
    private static final String CLASH = "exported_";

    private LabelNames() {}

    /** For instance {@code app_kubernetes_io_name} for {@code app.kubernetes.io/name}. */
    static String of(String name) {
        StringBuilder legal = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean digit = c >= '0' && c <= '9';
            if (i == 0 && digit) {
                legal.append('_');
            }
            legal.append(letter || digit ? c : '_');
        }
        return legal.isEmpty() ? "_" : legal.toString();
    }

    /** Adds what has a value; a name that is taken gets {@code exported_} before it, as Prometheus has it. */
    static void addTo(SortedMap<String, String> labels, Map<String, String> more) {
        new TreeMap<>(more).forEach((key, value) -> {
            if (!value.isEmpty()) {
                String name = of(key);
                while (labels.containsKey(name)) {
                    name = CLASH + name;
                }
                labels.put(name, value);
            }
        });
    }
}
