package io.shuangsuiji.amendment.draft;

import java.io.IOException;

/** Another service changes the drafts of this folder: this one only reads them. */
public final class HeldElsewhere extends IOException {
    private static final long serialVersionUID = 1;

    HeldElsewhere(String holder) {
        super(
                "另一个服务实例（" + holder + "）正在使用同一个草案文件夹，本实例只能查看草案，决策照常；请到那个实例上修改，"
                        + "它停止约 " + Lease.TERM.toSeconds() + " 秒后本实例接替 / another instance (" + holder
                        + ") uses the same folder of drafts; this one reads them and decides, and takes over when that one has stopped");
    }
}
