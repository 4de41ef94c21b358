question_of() { act "$1"; }
question_put() { sh -c "$1"; }
