package io.drydock.approval;

import io.drydock.diag.SourcePos;

/** An approval with its signature, as {@code ssh-keygen -Y sign} makes it. */
public record SignedApproval(SourcePos pos, Approval approval, String signature) {}
