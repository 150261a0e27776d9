package io.fluxstream.rules.expression;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of CEL that rules use: no clock and no time zones, so that an answer depends on nothing but the resource; no
 * types that are only known later; and nothing that lets a short expression run long or grow large.
 */
final class Cel {
    /** Code points of an expression. */
    static final int MAX_LENGTH = 2_048;

    /** Steps of all loops of one evaluation together. */
    static final int MAX_ITERATIONS = 1_000;

    private static final int MAX_DEPTH = 32;
    /** Steps of a compiled regular expression. */
    static final int MAX_REGEX_PROGRAM = 1_000;

    private static final Set<StandardFunction> LEFT_OUT = EnumSet.of(
            StandardFunction.DYN,
            StandardFunction.TIMESTAMP,
            StandardFunction.DURATION,
            StandardFunction.GET_FULL_YEAR,
            StandardFunction.GET_MONTH,
            StandardFunction.GET_DAY_OF_YEAR,
            StandardFunction.GET_DAY_OF_MONTH,
            StandardFunction.GET_DATE,
            StandardFunction.GET_DAY_OF_WEEK,
            StandardFunction.GET_HOURS,
            StandardFunction.GET_MINUTES,
            StandardFunction.GET_SECONDS,
            StandardFunction.GET_MILLISECONDS);

    /** Of the text functions, those whose answer is no longer than the text. */
    private static final CelStringExtensions TEXTS = CelExtensions.strings(
            Function.LOWER_ASCII, Function.UPPER_ASCII, Function.TRIM, Function.SUBSTRING, Function.SPLIT);

    private static final CelOptions OPTIONS = CelOptions.current()
            // Of the words that CEL keeps for later, namespace is what a resource's namespace is called.
            .enableReservedIds(false)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_DEPTH)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxRegexProgramSize(MAX_REGEX_PROGRAM)
            .build();

    /** Safe for any number of threads, as is {@link #RUNTIME}. */
    static final CelCompiler COMPILER = compiler();

    static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(TEXTS)
            .build();

    private Cel() {}

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        .excludeFunctions(LEFT_OUT)
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(TEXTS)
                .setResultType(SimpleType.BOOL);
        for (Variable variable : Variable.values()) {
            builder.addVar(variable.cel(), variable.type());
        }
        return builder.build();
    }

    /** Names that an expression may use, for what was probably meant. */
    static List<String> names() {
        return Stream.concat(
                        Arrays.stream(Variable.values()).map(Variable::cel),
                        Stream.of(
                                "contains",
                                "startsWith",
                                "endsWith",
                                "matches",
                                "size",
                                "has",
                                "exists",
                                "all",
                                "filter",
                                "lowerAscii",
                                "upperAscii",
                                "trim",
                                "substring",
                                "split"))
                .toList();
    }
}
