act "$reason" [=facts.kernel.release]
