package io.fluxstream.notify.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.ResourceId;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills a URL in with what an alert is about. */
final class GeneratorUrl {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private GeneratorUrl() {}

    static String of(String template, FluxAlert alert) {
        ResourceId resource = alert.resource();
        return fill(
                template,
                Map.of(
                        "cluster", resource.cluster(),
                        "kind", resource.kind(),
                        "namespace", resource.namespace(),
                        "name", resource.name(),
                        "id", alert.id()));
    }

    /** @throws IllegalArgumentException if it cannot become a URL */
    static void check(String template) {
        String filled = fill(template, Map.of("cluster", "c", "kind", "k", "namespace", "n", "name", "m", "id", "0"));
        URI url;
        try {
            url = URI.create(filled);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("generatorURL is no URL: " + e.getMessage(), e);
        }
        if (!url.isAbsolute()) {
            throw new IllegalArgumentException(
                    "generatorURL must begin with https:// or the like, but was \"" + template + "\"");
        }
    }

    private static String fill(String template, Map<String, String> values) {
        Matcher places = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            @Nullable String value = values.get(places.group(1));
            if (value == null) {
                throw new IllegalArgumentException("generatorURL: " + places.group()
                        + " is not known; known are {cluster}, {kind}, {namespace}, {name} and {id}");
            }
            places.appendReplacement(
                    filled,
                    Matcher.quoteReplacement(URLEncoder.encode(value, UTF_8).replace("+", "%20")));
        }
        return places.appendTail(filled).toString();
    }
}
