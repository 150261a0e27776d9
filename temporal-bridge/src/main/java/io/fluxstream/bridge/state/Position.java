package io.fluxstream.bridge.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code cursors}: by it the bridge decides where to go on.
 *
 * @param complete whether a rebuild has ever ended: a workflow that was started empty is not
 * @param rebuilt the id of the last rebuild that ended
 * @param rebuiltItems how many items that rebuild brought
 * @param rejected how many items could not be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Position(
        boolean complete,
        @Nullable String rebuilt,
        long rebuiltItems,
        List<Cursor> cursors,
        long rejected,
        List<RejectedItem> lastRejected) {
    public Position {
        cursors = List.copyOf(cursors);
        lastRejected = List.copyOf(lastRejected);
    }
}
