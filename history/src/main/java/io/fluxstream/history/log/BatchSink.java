package io.fluxstream.history.log;

/** Takes batches one after another; may make the source wait. */
@FunctionalInterface
public interface BatchSink {
    /**
     * Takes a batch.
     *
     * @param fractionRead how much of all has been read with it, from 0 to 1
     * @return whether more is wanted
     */
    boolean accept(Batch batch, double fractionRead) throws HistoryException;
}
