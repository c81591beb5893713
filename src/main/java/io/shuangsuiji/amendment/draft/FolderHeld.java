package io.shuangsuiji.amendment.draft;

import java.io.IOException;

/** Another running service has the right to change the folder of drafts: nothing was done. */
public final class FolderHeld extends IOException {
    private static final long serialVersionUID = 1;

    /** With who has it, in words. */
    FolderHeld(String holder) {
        super("另一个服务正在使用草案文件夹：" + holder + "。本服务只供查看和决策，请到那个服务上修订 / another service has the folder of drafts: " + holder
                + "; this one decides and shows drafts, make changes there");
    }
}
