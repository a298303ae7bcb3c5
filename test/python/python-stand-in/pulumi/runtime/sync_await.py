_sync_await = None
