using GridCase.Functions.Storage;

namespace GridCase.Functions.Tests.Azurite;

public sealed class AzuriteAccountTests : AccountContract<AzuriteRig>;

public sealed class AzuriteAttachmentTests : AttachmentContract<AzuriteRig>;

public sealed class AzuriteCareTests : CareContract<AzuriteRig>;

public sealed class AzuriteCaseAliveTests : CaseAliveContract<AzuriteRig>;

public sealed class AzuriteCaseAppendTests : CaseAppendContract<AzuriteRig>;

public sealed class AzuriteCaseChangesTests : CaseChangesContract<AzuriteRig>
{
    protected override void Forget() => ((TableCaseStore)Rig.Cases).Forget();
}

public sealed class AzuriteCaseHistoryTests : CaseHistoryContract<AzuriteRig>;

public sealed class AzuriteCaseListTests : CaseListContract<AzuriteRig>;

public sealed class AzuriteCatalogueTests : CatalogueContract<AzuriteRig>;

public sealed class AzuriteChannelTests : ChannelContract<AzuriteRig>;

public sealed class AzuriteDirectoryTests : DirectoryContract<AzuriteRig>;

public sealed class AzuriteInspectionTests : InspectionContract<AzuriteRig>;

public sealed class AzuriteOpen311Tests : Open311ListContract<AzuriteRig>;

public sealed class AzuriteOutlineTests : OutlineContract<AzuriteRig>;

public sealed class AzuritePreviewTests : PreviewContract<AzuriteRig>;

public sealed class AzuritePrivateTests : PrivateContract<AzuriteRig>;

public sealed class AzuriteRelativesTests : RelativesContract<AzuriteRig>;

public sealed class AzuriteRolloutTests : RolloutContract<AzuriteRig>;

public sealed class AzuriteRoutingTests : RoutingContract<AzuriteRig>;

public sealed class AzuriteRuleTests : RuleContract<AzuriteRig>;

public sealed class AzuriteSealTests : SealContract<AzuriteRig>;
