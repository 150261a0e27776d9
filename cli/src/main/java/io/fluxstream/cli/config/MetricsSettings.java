package io.fluxstream.cli.config;

/**
 * The section {@code metrics}.
 *
 * @param resources which resources have series of their own
 */
public record MetricsSettings(Resources resources) {
    static final MetricsSettings DEFAULT = new MetricsSettings(Resources.NOT_READY);

    /** As the file names them: {@code none}, {@code notReady}, {@code all}. */
    public enum Resources {
        NONE,
        NOT_READY,
        ALL
    }

    static MetricsSettings read(Section section) {
        section.allow("resources");
        return new MetricsSettings(section.text("resources")
                .map(text -> switch (text) {
                    case "none" -> Resources.NONE;
                    case "notReady" -> Resources.NOT_READY;
                    case "all" -> Resources.ALL;
                    default ->
                        throw new ConfigurationException(
                                section.pathOf("resources"),
                                " must be notReady, all or none, but was \"" + text + "\"");
                })
                .orElse(DEFAULT.resources));
    }
}
