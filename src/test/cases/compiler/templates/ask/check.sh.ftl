question_of [=cmd]
