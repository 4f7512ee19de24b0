package dev.poolscope.workload.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.poolscope.workload.model.Quoted;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds the tree of a file from the events of the YAML parser. It is built from events, and not by the library's own
 * composer, so that every piece keeps its position, aliases are refused and never followed, and a repeated key is seen.
 */
public final class YamlTree {
    /** The format needs six. */
    private static final int DEEPEST = 20;
    private static final int MOST_NODES = 100_000;
    private static final int MOST_ALIASES = 10;

    private final Iterator<Event> events;
    private final Diagnostics diagnostics;
    private int nodes;
    private int aliases;

    private YamlTree(Iterator<Event> events, Diagnostics diagnostics) {
        this.events = events;
        this.diagnostics = diagnostics;
    }

    /**
     * The file is not YAML, or not of a kind that we read further. Reported alone: what follows from it would only confuse.
     */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ScenarioFault fault;

        Unreadable(ScenarioFault fault) {
            super(fault.message());
            this.fault = fault;
        }

        /** {@return what is wrong} */
        public ScenarioFault fault() {
            return fault;
        }
    }

    /** The root of the only document, or null if there is none. */
    public static @Nullable YamlNode read(String text, Diagnostics diagnostics) throws Unreadable {
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            return new YamlTree(new ParserImpl(settings, new StreamReader(settings, text)), diagnostics).documents();
        } catch (MarkedYamlEngineException e) {
            throw new Unreadable(YamlSyntax.explain(e, text));
        } catch (YamlVersionException e) {
            throw new Unreadable(ScenarioFault
                    .ofFile("not valid YAML: this version of YAML is not known; leave the %YAML directive out"));
        } catch (YamlEngineException e) {
            throw new Unreadable(ScenarioFault.ofFile("cannot be read: " + e.getMessage()));
        }
    }

    private @Nullable YamlNode documents() throws Unreadable {
        YamlNode root = null;
        boolean first = true;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent start) {
                if (!first) {
                    diagnostics.add(line(event), column(event),
                            "a second document begins here; a scenario file has only one");
                    return root;
                }
                first = false;
                if (!start.getTags().isEmpty()) {
                    diagnostics.add(line(event), column(event), "tag directives are not allowed");
                }
                root = node(events.next(), 1);
            }
        }
        return root;
    }

    private YamlNode node(Event event, int depth) throws Unreadable {
        if (depth > DEEPEST || ++nodes > MOST_NODES) {
            throw new Unreadable(new ScenarioFault(line(event), column(event),
                    depth > DEEPEST
                            ? "nested more than " + DEEPEST + " levels deep"
                            : "more than " + MOST_NODES + " values"));
        }
        refuseAnchor(event);
        if (event instanceof AliasEvent alias && ++aliases > MOST_ALIASES) {
            // No mistake of a hand: a file that is made of aliases gets one message.
            throw new Unreadable(new ScenarioFault(line(event), column(event), "the alias "
                    + Quoted.of("*" + alias.getAlias()) + " and " + MOST_ALIASES
                    + " before it are not allowed; write the values themselves"));
        }
        return switch (event) {
            case ScalarEvent scalar -> {
                refuseTag(event, scalar.getTag());
                yield scalar.isPlain()
                        ? YamlNode.Scalar.plain(line(event), column(event), scalar.getValue())
                        : YamlNode.Scalar.quoted(line(event), column(event), scalar.getValue());
            }
            case SequenceStartEvent sequence -> {
                refuseTag(event, sequence.getTag());
                yield sequence(event, depth);
            }
            case MappingStartEvent mapping -> {
                refuseTag(event, mapping.getTag());
                yield mapping(event, depth);
            }
            case AliasEvent alias -> {
                diagnostics.add(line(event), column(event),
                        "the alias " + Quoted.of("*" + alias.getAlias()) + " is not allowed; write the value itself");
                yield YamlNode.Scalar.quoted(line(event), column(event), "*" + alias.getAlias());
            }
            default -> throw new IllegalStateException("the parser gave " + event);
        };
    }

    private YamlNode sequence(Event start, int depth) throws Unreadable {
        List<YamlNode> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        return new YamlNode.Sequence(line(start), column(start), items);
    }

    private YamlNode mapping(Event start, int depth) throws Unreadable {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Map<String, YamlNode.Scalar> seen = new HashMap<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(events.next(), depth + 1);
            event = events.next();
            if (!(key instanceof YamlNode.Scalar scalar)) {
                diagnostics.add(key, "found " + key.describe() + " as a key; only a word is allowed");
                continue;
            }
            YamlNode.Scalar before = seen.putIfAbsent(scalar.text(), scalar);
            if (before != null) {
                diagnostics.add(key,
                        "duplicate key " + Quoted.of(scalar.text()) + "; it is already in line " + before.line());
            } else if (scalar.text().equals("<<")) {
                diagnostics.add(key, "the merge key '<<' is not allowed; write the keys themselves");
            } else {
                entries.add(new YamlNode.Entry(scalar, value));
            }
        }
        return new YamlNode.Mapping(line(start), column(start), entries);
    }

    private void refuseAnchor(Event event) {
        if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            Optional<Anchor> anchor = node.getAnchor();
            anchor.ifPresent(name -> diagnostics.add(line(event), column(event),
                    "the anchor " + Quoted.of("&" + name) + " is not allowed; write the value where it is needed"));
        }
    }

    private void refuseTag(Event event, Optional<String> tag) {
        tag.ifPresent(
                name -> diagnostics.add(line(event), column(event), "the tag " + Quoted.of(name) + " is not allowed"));
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(-1) + 1;
    }
}
