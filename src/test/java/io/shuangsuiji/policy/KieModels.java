package io.shuangsuiji.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kie.api.KieServices;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;

/** DMN models by themselves, without the edition that the contract asks for: for tests with models of their own. */
public record KieModels(List<DecisionModel> models, KieEngine kie, DMNRuntime runtime) {
    private static final Logger ENGINE_LOG = Logger.getLogger("org.kie");

    /** Loads the models; fails where KIE finds an error in one. */
    public static KieModels load(List<String> sources) {
        ENGINE_LOG.setLevel(Level.OFF);
        var resources = new ArrayList<Resource>();
        for (var source : sources) {
            resources.add(KieServices.get()
                    .getResources()
                    .newByteArrayResource(source.getBytes(StandardCharsets.UTF_8), "UTF-8"));
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
        var types = new ValueTypes(
                runtime.getModels().stream().map(DMNModel::getDefinitions).toList(), Vocabulary.NONE);
        var models = runtime.getModels().stream()
                .map(model -> DecisionModel.of(model, new byte[0], types))
                .toList();
        return new KieModels(models, new KieEngine(runtime), runtime);
    }
}
