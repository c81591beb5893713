package io.shuangsuiji.web.home;

import io.shuangsuiji.amendment.Amendments;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.History;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A draft with which somebody has to do something.
 *
 * @param draft the draft
 * @param todo what they have to do
 * @param why what they should know of it before, or null
 * @param order what is to be done first has the least
 */
record Waiting(Draft draft, String todo, String why, int order) {
    /** Those that wait for a person, by their roles and what they have written; what waits longest for others comes first. */
    static List<Waiting> of(Amendments amendments, Actor person) throws IOException {
        var waiting = new ArrayList<Waiting>();
        var log = amendments.log().entries();
        for (var draft : amendments.drafts()) {
            boolean theirs = person.isAmong(draft.editors());
            switch (draft.state()) {
                case SUBMITTED -> {
                    if (person.roles().contains(Role.APPROVER) && !theirs) {
                        waiting.add(new Waiting(draft, "审阅，批准或退回", null, 0));
                    } else if (theirs) {
                        waiting.add(new Waiting(draft, "已送审，等别人批准", null, 4));
                    }
                }
                case APPROVED -> {
                    if (person.roles().contains(Role.APPROVER)) {
                        waiting.add(new Waiting(draft, "已批准，待发布", null, 1));
                    }
                }
                case DRAFTING -> {
                    if (person.roles().contains(Role.EDITOR) && theirs) {
                        var returned = History.of(log, draft)
                                .returned()
                                .map(entry -> String.join("；", entry.words()))
                                .orElse(null);
                        waiting.add(new Waiting(
                                draft, returned == null ? "继续起草" : "修改后再送审", returned, returned == null ? 3 : 2));
                    }
                }
                default -> {
                    // done with
                }
            }
        }
        return waiting.stream().sorted(Comparator.comparing(Waiting::order)).toList();
    }
}
