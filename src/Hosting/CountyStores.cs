using GridCase.Api.SignIn;
using GridCase.Hosting.Keys;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Outlines;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;
using GridCase.Workflows.Intake.Open311;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Hosting;

/// <summary>All that a county keeps, wherever that is.</summary>
public record CountyStores
{
    public required KeyRing Keys { get; init; }

    public required ICaseStore Cases { get; init; }

    public required IPrivateStore Private { get; init; }

    public required INoticeStore Notices { get; init; }

    public required IChannelStore Channels { get; init; }

    public required ISealStore Seals { get; init; }

    public required IAttachmentStore Attachments { get; init; }

    public required IAccountStore Accounts { get; init; }

    public required IAccountRegister AccountRegister { get; init; }

    public required IRolloutStore Rollouts { get; init; }

    public required IPreviewStore Previews { get; init; }

    public required IDirectoryStore Directory { get; init; }

    public required IDirectorySource DirectorySource { get; init; }

    public required IRuleStore Rules { get; init; }

    public required IPolicySource Policies { get; init; }

    /// <summary>Places, checklists, plans, sweeps and inspections.</summary>
    public required IInspectionStore Inspections { get; init; }

    /// <summary>What is offered by Open311.</summary>
    public required ICatalogueStore Catalogue { get; init; }

    /// <summary>Where places lie, for maps.</summary>
    public required IOutlineStore Outlines { get; init; }

    /// <summary>The register of care visits.</summary>
    public required ICareStore Care { get; init; }
}
