if [ "$MODE" = apply ]; then sleep [=seconds!(minutes * 60)]; else say "waits for "[=seconds!(minutes * 60)]" s"; fi
