package io.drydock.assess;

import java.util.List;

/** One thing to look at. A rule works on facts alone and reads no host. */
interface Rule {
    List<Finding> judge(Observed host);
}
