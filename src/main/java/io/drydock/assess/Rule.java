package io.drydock.assess;

import java.util.List;

/** One thing to look at. Works on facts alone: it reads no host. */
interface Rule {
    List<Finding> judge(Observed host);
}
