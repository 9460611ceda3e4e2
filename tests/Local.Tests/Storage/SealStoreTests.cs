
namespace GridCase.Local.Tests.Storage;

public sealed class MemorySealTests : SealContract<MemoryRig>;

public sealed class SqliteSealTests : SealContract<SqliteRig>;
