
namespace GridCase.Local.Tests.Storage;

public sealed class MemoryCaseListTests : CaseListContract<MemoryRig>;

public sealed class MemoryCaseAliveTests : CaseAliveContract<MemoryRig>;

public sealed class SqliteCaseListTests : CaseListContract<SqliteRig>;

public sealed class SqliteCaseAliveTests : CaseAliveContract<SqliteRig>;
