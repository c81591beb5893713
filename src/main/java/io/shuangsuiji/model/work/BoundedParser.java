package io.shuangsuiji.model.work;

import io.shuangsuiji.jobs.Cancellation;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.impl.FEELEventListenersManager;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.parser.feel11.ASTBuilderVisitor;
import org.kie.dmn.feel.parser.feel11.FEELParser;
import org.kie.dmn.feel.parser.feel11.FEEL_1_1Lexer;
import org.kie.dmn.feel.parser.feel11.FEEL_1_1Parser;

/**
 * KIE's parser of FEEL with its work counted. It looks ahead without bound, so that a text of a few hundred characters can
 * keep it busy for hours ({@code A.a.a.a…}, {@code 1 in (1 in (…}); whatever is to be parsed by KIE is parsed here first.
 */
public final class BoundedParser {
    /** Steps of the parser's look-ahead for one text; a formula of the shipped editions takes some ten thousand. */
    public static final long MOST_STEPS = 1_000_000;

    private static final int MOST_KNOWN = 4_096;

    /** Texts that were parsed within the bound, the least used forgotten first. */
    private static final Map<String, Boolean> KNOWN =
            Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST_KNOWN;
                }
            });

    private BoundedParser() {}

    /**
     * Returns where the engine may parse the text.
     *
     * @throws TooMuchWork as {@link #parse} does
     */
    public static void check(boolean tests, String text, Collection<String> names) {
        if (!KNOWN.containsKey(text)) {
            parse(tests, text, names);
        }
    }

    /** Counts what the parser goes through when it looks ahead. */
    private static final class Counting extends ParserATNSimulator {
        private long left = MOST_STEPS;

        Counting(FEEL_1_1Parser parser, ParserATNSimulator before) {
            super(parser, before.atn, before.decisionToDFA, before.getSharedContextCache());
        }

        @Override
        @SuppressWarnings("checkstyle:MethodName")
        protected void closure_(
                ATNConfig config,
                ATNConfigSet configs,
                Set<ATNConfig> busy,
                boolean predicates,
                boolean full,
                int depth,
                boolean end) {
            if (--left < 0) {
                // what it has learned of such a text serves no other
                clearDFA();
                throw new TooMuchWork("公式太长或嵌套太深，无法分析", "the formula is too long or nested too deep to be parsed");
            }
            if ((left & 0xfff) == 0) {
                Cancellation.check();
            }
            super.closure_(config, configs, busy, predicates, full, depth, end);
        }
    }

    /**
     * The syntax tree; what cannot be read leaves out part of it.
     *
     * @param tests true for the tests of an input cell
     * @param names those that may stand in the text: without them one such as 近期 受处罚 is not read as one
     * @throws TooMuchWork where the parser would take too long
     */
    public static BaseNode parse(boolean tests, String text, Collection<String> names) {
        // only those that stand in it: to tell the parser of names takes longer than to parse
        Map<String, Type> types = standing(text, names).stream()
                .collect(Collectors.toMap(Function.identity(), name -> BuiltInType.UNKNOWN));
        var parser =
                FEELParser.parse(new FEELEventListenersManager(), text, types, Map.of(), List.of(), List.of(), null);
        parser.setInterpreter(new Counting(parser, parser.getInterpreter()));
        try {
            var tree = tests ? parser.unaryTestsRoot() : parser.compilation_unit();
            KNOWN.put(text, true);
            return new ASTBuilderVisitor(types, null).visit(tree);
        } catch (TooMuchWork stopped) {
            throw stopped.in(null, null, text);
        }
    }

    /** Those of the names of which at least the first word stands in the text; the others make no difference to it. */
    public static Set<String> standing(String text, Collection<String> names) {
        return names.stream()
                .filter(name -> text.contains(name.strip().split("\\s", 2)[0]))
                .collect(Collectors.toSet());
    }

    /** The tokens of a text in order, comments and blanks left out; what stands in quotes is one token. */
    public static List<? extends Token> tokens(String text) {
        var lexer = new FEEL_1_1Lexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        return lexer.getAllTokens();
    }
}
