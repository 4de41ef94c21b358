question_put [=cmd]
