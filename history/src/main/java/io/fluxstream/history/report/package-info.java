/** A backtest as a page to look at. Start reading at {@link io.fluxstream.history.report.Timeline}. */
package io.fluxstream.history.report;
