using GridCase.Functions.Storage;

namespace GridCase.Functions.Tests.Stores.Cases;

public sealed class TableCaseAppendTests : CaseAppendContract<TableRig>;

public sealed class TableCaseListTests : CaseListContract<TableRig>;

public sealed class TableCaseAliveTests : CaseAliveContract<TableRig>;

public sealed class TableCaseChangesTests : CaseChangesContract<TableRig>
{
    protected override void Forget() => ((TableCaseStore)Rig.Cases).Forget();
}

public sealed class TableCaseHistoryTests : CaseHistoryContract<TableRig>;

public sealed class TablePrivateStoreTests : PrivateContract<TableRig>;

public sealed class TableRelativesTests : RelativesContract<TableRig>;

public sealed class TableRoutingTests : RoutingContract<TableRig>;

public sealed class TableOpen311ListTests : Open311ListContract<TableRig>;

public sealed class TableSealTests : SealContract<TableRig>;
