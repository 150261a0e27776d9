package io.fluxstream.schemas.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code alerts}, {@code active} and {@code history}.
 *
 * @param continueAt where to go on; null at the end
 */
public record AlertPage(List<AlertView> items, @Nullable String continueAt) {
    public AlertPage {
        items = List.copyOf(items);
    }
}
