package dev.poolscope.session;

import java.io.OutputStream;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes JSON that a person can read too: everything of that kind that this program writes looks the same. */
public final class ReadableJson {
    private ReadableJson() {}

    /**
     * Begins a document.
     *
     * @param out where; it stays open
     * @return what writes it, until it is closed
     */
    public static JsonGenerator to(OutputStream out) {
        return new JsonFactory().createGenerator(new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }
        }, out).configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
    }
}
