{ "log-driver": "json-file", "storage-driver": "overlay2", "hostname": "${inventory_hostname}" }
