using GridCase.Api.Accounts;
using GridCase.Api.Administration;
using GridCase.Api.Care;
using GridCase.Api.Cases;
using GridCase.Api.Counties;
using GridCase.Api.Files;
using GridCase.Api.Inspections;
using GridCase.Api.Intake;
using GridCase.Api.Keys;
using GridCase.Api.Live;
using GridCase.Api.Open311;
using GridCase.Api.Orders;
using GridCase.Api.Pages;
using GridCase.Api.Phone;
using GridCase.Api.Problems;
using GridCase.Api.Requests;
using GridCase.Api.Rules;
using GridCase.Api.SignIn;
using GridCase.Api.Supervision;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Inspections;
using GridCase.Workflows.Lifecycle;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GridCase.Api.Hosting;

/// <summary>The HTTP surface of a county (api.md), for whichever host opens it.</summary>
public static class GridCaseApi
{
    /// <summary>
    /// Adds what the endpoints need of their own. The host supplies the ports: <c>CaseDesk</c>, <c>ICaseStore</c>, <c>IPrivateStore</c>, <c>INoticeStore</c>,
    /// <c>IAttachmentStore</c>, <c>IDirectoryStore</c>, <c>IDirectorySource</c>, <c>IPolicySource</c>, <c>RuleDesk</c>, <c>IRolloutStore</c>, <c>ICareStore</c>, <see cref="IAccountStore"/>, <see cref="IAccountRegister"/>,
    /// <c>IChannelStore</c>, <c>ICatalogueStore</c>, <c>IOutlineStore</c>, <c>ChannelBoard</c>, <c>IChannelTester</c>, <c>IWorkflowClient</c>, <see cref="TimeProvider"/>,
    /// <see cref="ICallerKeys"/>, <see cref="IHostProbe"/>, and <see cref="IDevClock"/> under a manual clock only. The change feed is here: the host's store
    /// publishes to the registered <see cref="IChangeFeed"/>.
    /// </summary>
    public static IServiceCollection AddGridCaseApi(this IServiceCollection services, Action<ApiOptions>? configure = null)
    {
        services.AddOptions<ApiOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        services.AddRouting();
        services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme);
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookie>();
        services.AddRateLimiter(_ => { });
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>, CallerLimits>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ChangeFeed>();
        services.TryAddSingleton<IChangeFeed>(provider => provider.GetRequiredService<ChangeFeed>());
        services.AddSingleton<SignInFailures>();
        services.AddSingleton<SeenSignatures>();
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<KeyDesk>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<MoveDoor>();
        services.AddSingleton<IntakeDoor>();
        services.AddSingleton<OrderDesk>();
        services.AddSingleton<RequestDoor>();
        services.AddSingleton<PublicCases>();
        services.AddSingleton<OrderShow>();
        services.AddSingleton<RoundTasks>();
        services.AddSingleton<TaskList>();
        services.AddSingleton<RoundParts>();
        services.AddSingleton<SyncParts>();
        services.AddSingleton<SyncFeed>();
        services.AddSingleton<BatchDoor>();
        services.AddSingleton<EventStream>();
        services.AddSingleton<CaseListing>();
        services.AddSingleton<DueTodayList>();
        services.AddSingleton<WatchdogLook>();
        services.TryAddSingleton<WatchdogActivities>();
        services.TryAddSingleton<Previews>();
        services.AddSingleton<PreviewDoor>();
        services.AddSingleton<OpenCaseGuard>();
        services.AddSingleton<DirectoryDesk>();
        services.AddSingleton<DirectoryDoor>();
        services.AddSingleton<PlanDesk>().AddSingleton<PlaceDesk>().AddSingleton<SweepDesk>().AddSingleton<Settlement>().AddSingleton<InspectionDesk>();
        services.TryAddSingleton<RolloutDesk>();
        services.AddSingleton<GridMoveDesk>();
        services.AddSingleton<CareDesk>();
        services.AddSingleton<CareImportDesk>();
        services.AddSingleton<CareDoor>();
        services.AddSingleton<RuleDoor>();
        services.AddSingleton<RequestMeter>();
        services.AddSingleton<MetricsPage>();
        services.AddPages();
        services.AddOpenApi(ApiDocument.Configure);
        return services;
    }

    /// <summary>Opens the endpoints: gates first, then doors.</summary>
    public static void UseGridCaseApi(this IApplicationBuilder app)
    {
        app.UseMiddleware<RequestMeterMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UsePages(Path.Combine(AppContext.BaseDirectory, PageServing.Folder));
        app.UseRouting();
        app.UseMiddleware<SignedRequests>();
        app.UseMiddleware<TrustedSystems>();
        app.UseMiddleware<PlatformSignIn>();
        // Named here, or the framework puts it in front of all else, where a fault of the store that knows the accounts would be answered by nobody.
        app.UseAuthentication();
        app.UseMiddleware<SessionMiddleware>();
        app.UseRateLimiter();
        app.UseMiddleware<Gate>();
        app.UseEndpoints(Map);
    }

    private static void Map(IEndpointRouteBuilder app)
    {
        SessionEndpoints.Map(app);
        AccountEndpoints.Map(app);
        HotlineEndpoints.Map(app);
        IntakeEndpoints.Map(app);
        ChannelOrderEndpoints.Map(app);
        CaseEndpoints.Map(app);
        ProposalEndpoints.Map(app);
        CommandEndpoint.Map(app);
        RevealEndpoint.Map(app);
        ExportEndpoint.Map(app);
        AttachmentEndpoints.Map(app);
        TaskEndpoints.Map(app);
        PhoneEndpoints.Map(app);
        EventStream.Map(app);
        EscalationEndpoints.Map(app);
        NoticeEndpoints.Map(app);
        OverviewEndpoint.Map(app);
        WatchdogEndpoints.Map(app);
        ChannelEndpoints.Map(app);
        AuditEndpoint.Map(app);
        KeyEndpoints.Map(app);
        DirectoryEndpoints.Map(app);
        CountyEndpoints.Map(app);
        EntryEndpoints.Map(app);
        AbsenceEndpoints.Map(app);
        SeatEndpoints.Map(app);
        MoveEndpoints.Map(app);
        ImportEndpoint.Map(app);
        OutlineEndpoints.Map(app);
        RuleEndpoints.Map(app);
        PolicyEndpoints.Map(app);
        CalendarEndpoints.Map(app);
        PreviewEndpoints.Map(app);
        RolloutEndpoints.Map(app);
        PlanEndpoints.Map(app);
        PlaceEndpoints.Map(app);
        InspectionEndpoints.Map(app);
        CheckEndpoints.Map(app);
        SweepEndpoints.Map(app);
        CareEndpoints.Map(app);
        CareAdministration.Map(app);
        CatalogueEndpoints.Map(app);
        DiscoveryEndpoint.Map(app);
        ServiceEndpoints.Map(app);
        RequestEndpoints.Map(app);
        HealthEndpoints.Map(app);
        if (app.ServiceProvider.GetService<IDevClock>() is not null) DevClockEndpoints.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }
}
