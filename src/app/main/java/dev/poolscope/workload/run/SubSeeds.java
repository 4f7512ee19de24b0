package dev.poolscope.workload.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Splits the seed of a scenario into independent generators, one for each stream and purpose. They depend on the name of the
 * stream and not on its place, so that adding, removing or moving a stream changes no draw of any other; and on the purpose,
 * so that a change to what tasks do leaves their arrivals alone.
 *
 * <p>The state of a generator is the SHA-256 digest of seed, purpose and name: close seeds and like names give unrelated
 * states, and the same ones on every machine.
 */
public final class SubSeeds {
    private final long seed;

    public SubSeeds(long seed) {
        this.seed = seed;
    }

    /** What is drawn. The names go into the digest: renaming one changes every run. */
    public enum Purpose {
        ARRIVALS, SERVICE, FAILURE, THINKING, LIVE_SERVICE, LIVE_FAILURE
    }

    public UniformRandomProvider generator(String stream, Purpose purpose) {
        byte[] name = (purpose.name() + "/" + stream).getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.allocate(Long.BYTES + name.length).putLong(seed).put(name);
        ByteBuffer digest = ByteBuffer.wrap(sha256(text.array()));
        long[] state = {digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong()};
        return RandomSource.XO_SHI_RO_256_PP.create(state);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
