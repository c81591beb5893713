package io.shuangsuiji.progress;

import io.shuangsuiji.policy.Edition;
import java.util.Map;

/**
 * The edition's conventions of looking at a ledger: its decision 进度参数.
 *
 * @param dueSoonWorkingDays what is due within so many working days is due soon; 0 where the edition has none
 * @param drawnAheadWorkingDays what is drawn within so many last working days of a period belongs to the next; null where
 *     the edition has none
 */
record Settings(int dueSoonWorkingDays, Integer drawnAheadWorkingDays) {
    static Settings of(Edition edition) {
        if (!(edition.constant("progress.settings") instanceof Map<?, ?> row)) {
            return new Settings(0, null);
        }
        var soon = TaskStates.whole(row.get("dueSoonWorkingDays"));
        return new Settings(soon == null ? 0 : soon, TaskStates.whole(row.get("drawnAheadWorkingDays")));
    }
}
