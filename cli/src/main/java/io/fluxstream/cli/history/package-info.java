/**
 * Commands about the past: histories made up, exported, judged again, and compared with what was raised.
 *
 * <p>In: recordings, export files, topics. Out: tables, JSON, pages. Start reading at
 * {@link io.fluxstream.cli.history.BacktestCommand}.
 */
package io.fluxstream.cli.history;
