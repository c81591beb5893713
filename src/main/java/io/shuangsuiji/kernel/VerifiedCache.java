package io.shuangsuiji.kernel;

import io.shuangsuiji.policy.DecisionModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.core.impl.DMNModelImpl;

/**
 * Kernels that were proved before, by the digest of the model and of all that it imports: an edition of which one model
 * changed has that one proved.
 */
final class VerifiedCache {
    private static final int KEPT = 64;

    private final Map<String, Kernels.Built> built = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kernels.Built> eldest) {
            return size() > KEPT;
        }
    };

    Kernels.Built get(DecisionModel model, Supplier<Kernels.Built> build) {
        var digest = digest(model);
        synchronized (built) {
            var known = built.get(digest);
            if (known != null) {
                return new Kernels.Built(known.kernel(), again(known.report()));
            }
        }
        var fresh = build.get();
        synchronized (built) {
            built.put(digest, fresh);
        }
        return fresh;
    }

    private static KernelReport again(KernelReport report) {
        return new KernelReport(
                report.model(),
                report.path(),
                report.reason(),
                report.combinations(),
                report.left(),
                report.outcomes(),
                report.cases(),
                report.unreached(),
                Duration.ZERO);
    }

    private static String digest(DecisionModel model) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(model.dmn(), digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(DMNModel model, MessageDigest digest) throws IOException {
        try (var bytes = model.getResource().getInputStream()) {
            digest.update(bytes.readAllBytes());
        }
        for (var imported : ((DMNModelImpl) model).getImportChainDirectChildModels()) {
            add(imported, digest);
        }
    }
}
