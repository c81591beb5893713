package io.shuangsuiji.policy;

import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.MalformedXml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kie.api.KieServices;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;

/** DMN models by themselves, without the edition that the contract asks for: for tests with models of their own. */
public record KieModels(List<DecisionModel> models, KieEngine kie, DMNRuntime runtime) {
    private static final Logger ENGINE_LOG = Logger.getLogger("org.kie");

    /** Loads the models; fails where KIE finds an error in one. */
    public static KieModels load(List<String> sources) {
        ENGINE_LOG.setLevel(Level.OFF);
        var resources = new ArrayList<Resource>();
        var files = new HashMap<String, DmnFile>();
        for (var source : sources) {
            var bytes = source.getBytes(StandardCharsets.UTF_8);
            var resource = KieServices.get().getResources().newByteArrayResource(bytes, "UTF-8");
            resource.setSourcePath(files.size() + ".dmn");
            resources.add(resource);
            try {
                files.put(resource.getSourcePath(), DmnFile.read(resource.getSourcePath(), bytes));
            } catch (MalformedXml malformed) {
                throw new IllegalStateException(malformed);
            }
        }
        var runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(resources)
                .getOrElseThrow(IllegalStateException::new);
        for (var model : runtime.getModels()) {
            model.getMessages(DMNMessage.Severity.ERROR).forEach(error -> {
                throw new IllegalStateException(error.getText());
            });
        }
        var types = new ValueTypes(files.values(), Vocabulary.NONE);
        var models = runtime.getModels().stream()
                .map(model -> DecisionModel.of(model, files.get(DecisionModel.fileOf(model)), types))
                .toList();
        return new KieModels(models, new KieEngine(runtime), runtime);
    }
}
