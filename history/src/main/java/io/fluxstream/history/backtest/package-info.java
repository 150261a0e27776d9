/**
 * What rules would have raised on a history. Start reading at {@link io.fluxstream.history.backtest.Backtest}.
 */
package io.fluxstream.history.backtest;
