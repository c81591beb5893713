package io.shuangsuiji.model.work;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.DMNVersion;
import org.kie.dmn.api.feel.runtime.events.FEELEvent;
import org.kie.dmn.api.feel.runtime.events.FEELEventListener;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.FEELDialect;
import org.kie.dmn.feel.lang.impl.EvaluationContextImpl;
import org.kie.dmn.feel.lang.impl.FEELEventListenersManager;

/**
 * What the engine knows names by while it works out a formula. Every turn of a loop sets a name and every call reads one: here
 * the work is counted, and values are weighed when they get a name.
 */
final class GuardedContext extends EvaluationContextImpl {
    /** As Saxon says it. */
    private static final String BACKTRACKING = "backtracking limit exceeded";

    private static final FEELEventListenersManager NOBODY = new FEELEventListenersManager();

    private final EvaluationContext inner;

    private GuardedContext(EvaluationContext inner) {
        // the engine asks for its own class, of which nothing but the name is used
        super(inner.getRootClassLoader(), NOBODY, 0, inner.getFEELDialect(), inner.getDMNVersion());
        this.inner = inner;
    }

    static EvaluationContext of(EvaluationContext context) {
        return context instanceof GuardedContext ? context : new GuardedContext(context);
    }

    @Override
    public void enterFrame() {
        Work.spend(1);
        inner.enterFrame();
    }

    @Override
    public void enterFrame(int size) {
        Work.spend(1);
        inner.enterFrame(size);
    }

    @Override
    public void exitFrame() {
        inner.exitFrame();
    }

    @Override
    public EvaluationContext current() {
        return of(inner.current());
    }

    @Override
    public void setValue(String name, Object value) {
        Work.spend(Work.ITEM);
        Work.weigh(value);
        inner.setValue(name, value);
    }

    @Override
    public Object getValue(String name) {
        return read(inner.getValue(name));
    }

    @Override
    public Object getValue(String[] name) {
        return read(inner.getValue(name));
    }

    private static Object read(Object value) {
        // a text may be copied whole wherever it stands
        Work.spend(value instanceof CharSequence text ? 1 + text.length() / 4 : 1);
        return GuardedFunction.of(value);
    }

    @Override
    public boolean isDefined(String name) {
        return inner.isDefined(name);
    }

    @Override
    public boolean isDefined(String[] name) {
        return inner.isDefined(name);
    }

    @Override
    public Map<String, Object> getAllValues() {
        return inner.getAllValues();
    }

    @Override
    public DMNRuntime getDMNRuntime() {
        return inner.getDMNRuntime();
    }

    @Override
    public ClassLoader getRootClassLoader() {
        return inner.getRootClassLoader();
    }

    @Override
    public void notifyEvt(Supplier<FEELEvent> event) {
        inner.notifyEvt(() -> told(event.get()));
    }

    /** The engine's search for a pattern has a bound of its own, and a search that came to it comes to it again each time. */
    private static FEELEvent told(FEELEvent event) {
        if (String.valueOf(event.getMessage()).contains(BACKTRACKING)) {
            throw Work.refused("匹配的模式回溯太多", "the pattern backtracks too much");
        }
        return event;
    }

    @Override
    public Collection<FEELEventListener> getListeners() {
        return inner.getListeners();
    }

    @Override
    public void setRootObject(Object value) {
        inner.setRootObject(value);
    }

    @Override
    public Object getRootObject() {
        return inner.getRootObject();
    }

    @Override
    public FEELDialect getFEELDialect() {
        return inner.getFEELDialect();
    }

    @Override
    public DMNVersion getDMNVersion() {
        return inner.getDMNVersion();
    }

    @Override
    public boolean isPerformRuntimeTypeCheck() {
        return inner instanceof EvaluationContextImpl known && known.isPerformRuntimeTypeCheck();
    }

    @Override
    public boolean isLenient() {
        return inner.isLenient();
    }

    @Override
    public void setPerformRuntimeTypeCheck(boolean performed) {
        inner.setPerformRuntimeTypeCheck(performed);
    }
}
