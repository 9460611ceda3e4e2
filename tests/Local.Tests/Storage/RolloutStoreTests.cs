
namespace GridCase.Local.Tests.Storage;

public sealed class SqliteRolloutTests : RolloutContract<SqliteRig>;

public sealed class MemoryRolloutTests : RolloutContract<MemoryRig>;
