
namespace GridCase.Local.Tests.Storage;

public sealed class MemoryCaseListTests : CaseListContract<MemoryRig>;

public sealed class SqliteCaseListTests : CaseListContract<SqliteRig>;
