using Cms.Apps;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Checks;
using Cms.Editing.Files;
using Cms.Editing.Lists;
using Cms.Editing.Menus;
using Cms.Editing.Previewing;
using Cms.Editing.Replacing;
using Cms.Editing.Reviewing;
using Cms.Editing.Scheduling;
using Cms.Editing.Terms;
using Cms.Editing.Trash;
using Cms.Editing.Versions;
using Cms.Features;
using Cms.Health;
using Cms.Importing;
using Cms.Importing.Tables;
using Cms.Jobs;
using Cms.Liquid;
using Cms.Media;
using Cms.Modeling;
using Cms.Queries;
using Cms.Recipes;
using Cms.Recipes.Scripts;
using Cms.Recipes.Steps;
using Cms.Retries;
using Cms.Settings;
using Cms.Setup;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Mails;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cms;

/// <summary>The door of the product: everything that needs no technology.</summary>
public static class CmsServices
{
    /// <summary>Registers it. Storage, <see cref="DataFolders"/>, <see cref="RecipeFolder"/>, <see cref="ThemeNames"/> and <see cref="CheckQueryDocument"/> must be registered beside it.</summary>
    public static IServiceCollection AddCms(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<TenantRegistry>().AddSingleton<TenantChanges>().AddSingleton<TenantScopes>();
        services.AddScoped<CurrentTenant>().AddScoped<CurrentCaller>().AddScoped<Refusals>();
        services.TryAddSingleton(new SharedHosts(AreAllowed: true));
        services.AddScoped<AddAdministrator>().AddSingleton<AddTenant>().AddSingleton<SetUpTenant>().AddSingleton<CreateTenant>().AddSingleton<EditTenant>().AddSingleton<SetTenantState>().AddSingleton<RemoveTenant>();

        services.AddPerTenant(TenantDefinitions.Keep).AddPerTenant(TaxonomyTerms.Keep).AddPerTenant(RolePermissions.Keep).AddPerTenant(CorsRules.Keep).AddPerTenant(ReadLimit.Keep).AddPerTenant(GraphQLRules.Keep).AddPerTenant(AuditSettings.Keep).AddPerTenant(SignInRules.Keep).AddPerTenant(TenantFeatures.Keep).AddPerTenant(NamedQueries.Keep).AddPerTenant(TenantApps.Keep).AddPerTenant(Scopes.Keep);
        services.TryAddSingleton(MediaKinds.Known);
        services.AddScoped<TenantDefinitions>().AddSingleton<DefinitionUpkeep>().AddSingleton<LiquidTemplates>().AddScoped<MediaFiles>();

        services.AddUsers().AddApps();
        services.AddScoped<ClaimKey>().AddScoped<ForgetAnswers>();

        services.AddScoped<SaveDraft>().AddScoped<Publish>().AddScoped<Unpublish>().AddScoped<DiscardDraft>().AddScoped<Remove>().AddScoped<AddTerms>().AddScoped<ImportArticle>().AddScoped<ReadArticle>().AddScoped<CheckItem>().AddScoped<UploadMedia>();
        services.AddScoped<Clone>().AddScoped<RestoreVersion>().AddScoped<RestoreField>().AddScoped<CompareVersions>().AddScoped<ListVersions>().AddScoped<PruneVersions>();
        services.AddScoped<RestoreRemoved>().AddScoped<Purge>().AddScoped<PurgeExpired>();
        services.AddScoped<ListItems>().AddScoped<FindItems>().AddScoped<ListChoices>().AddScoped<SetTerm>().AddScoped<ListTrash>().AddScoped<ListSchedule>().AddScoped<ReadHealth>();
        services.AddScoped<ListMedia>().AddScoped<ReadMedia>().AddScoped<ReplaceMedia>().AddScoped<MoveMedia>().AddScoped<RemoveMedia>().AddScoped<MediaUses>().AddScoped<MakeMediaFolder>().AddScoped<RemoveMediaFolder>();
        services.AddScoped<ListMenus>().AddScoped<ReadMenu>().AddScoped<SaveMenu>();
        services.AddScoped<SchedulePublish>().AddScoped<ScheduleUnpublish>().AddScoped<CancelSchedule>().AddScoped<Reschedule>().AddSingleton<DoWhatIsDue>().AddScoped<TrimAuditTrail>();
        services.AddScoped<Preview>().AddScoped<ShowPreview>().AddScoped<PreviewDraft>().AddScoped<PreviewVersion>().AddScoped<SharePreview>().AddScoped<ListPreviewLinks>().AddScoped<RevokePreviewLink>().AddScoped<OpenPreviewLink>();
        services.AddScoped<PreviewTokens>().AddScoped<OpenPreviewToken>().AddScoped<EndPreviewTokens>().AddScoped<ListPreviewAddresses>();
        services.AddScoped<Reviewers>().AddScoped<HandOver>().AddScoped<AnswerReview>().AddScoped<WithdrawReview>().AddScoped<ListReviews>().AddScoped<ShowReview>().AddScoped<ReviewMails>().AddScoped<MailWriter, WriteReviewMail>().AddScoped<ListDueReviews>().AddScoped<RemindOfReviews>();
        services.AddScoped<ListComments>().AddScoped<WriteComment>().AddScoped<ChangeComment>().AddScoped<RemoveComment>().AddScoped<ResolveComment>().AddScoped<WatchItem>().AddScoped<LeaveItem>();
        services.AddScoped<ContentAccess>().AddScoped<Compose>().AddScoped<UncheckedRows>().AddScoped<StoreVersion>().AddScoped<SetHomePage>().AddScoped<ChangeSiteSettings>().AddScoped<SaveCustomSettings>();
        services.AddScoped<WhereUsed>().AddScoped<ReadAuditTrail>().AddScoped<WriteAuditTrail>().AddScoped<FindDeadReferences>().AddScoped<ImportTable>();
        services.AddScoped<ReplaceReferences>().AddScoped<RewriteItem>().AddScoped<RewriteSettings>().AddScoped<ReplacedSince>().AddScoped<MendReferences>().AddScoped<RemoveReplaced>().AddScoped<RemoveUserReplaced>().AddScoped<ListUses>();
        services.AddScoped<ListTaxonomies>().AddScoped<ListTerms>().AddScoped<SaveTerm>().AddScoped<MoveTerm>().AddScoped<MergeTerms>().AddScoped<RemoveTerm>().AddScoped<ChangeTerms>().AddScoped<RetireTerm>();
        services.AddScoped<PartsAreValid>();
        services.AddScoped<ContentRule>(provider => provider.GetRequiredService<PartsAreValid>()).AddScoped<ContentRule, PathsAreFree>().AddScoped<ContentRule, AliasIsFree>().AddScoped<ContentRule, CultureIsSupported>().AddScoped<ContentRule, ListTakesItem>().AddScoped<ContentRule, PickedItemsFit>().AddScoped<ContentRule, TermsAreLeaves>().AddScoped<ContentRule, TextsCanBeStored>();

        services.AddSingleton(new RewriteLimits());
        services.AddScoped<ChangeDefinitions>().AddScoped<PlanDefinitions>().AddScoped<FindLeftovers>().AddScoped<ContinueRewrites>().AddScoped<ReindexContent>().AddScoped<LeftOutOfIndex>().AddScoped<BuildFieldIndexes>();

        services.AddScoped<RecipeRunner>().AddScoped<WritePreview>().AddScoped<RunWaitingSteps>().AddScoped<SwitchFeatures>().AddScoped<ExportRecipe>();
        services.TryAddSingleton(new RecipeSurroundings());
        services.AddScoped<RecipeStep, FeatureStep>().AddScoped<RecipeStep, SettingsStep>().AddScoped<RecipeStep, ThemesStep>();
        services.AddScoped<RecipeStep, ContentDefinitionStep>().AddScoped<RecipeStep, ReplaceContentDefinitionStep>();
        services.AddScoped<RecipeStep, DeleteContentDefinitionStep>().AddScoped<RecipeStep, RenameContentDefinitionStep>();
        services.AddScoped<RecipeStep, ContentStep>().AddScoped<RecipeStep, CustomSettingsStep>();
        services.AddScoped<RecipeStep, RolesStep>().AddScoped<RecipeStep, UsersStep>().AddScoped<RecipeStep, MediaStep>().AddScoped<RecipeStep, RecipesStep>();
        services.AddScoped<RecipeStep, OpenIdServerSettingsStep>().AddScoped<RecipeStep, OpenIdValidationSettingsStep>().AddScoped<RecipeStep, OpenIdScopeStep>().AddScoped<RecipeStep, OpenIdApplicationStep>();
        services.AddScoped<RecipeStep, QueriesStep>().AddScoped<SaveNamedQueries>().AddScoped<RemoveNamedQuery>();
        return services;
    }

    /// <summary>Registers one value for each tenant.</summary>
    public static IServiceCollection AddPerTenant<T>(this IServiceCollection services, Func<TenantScopes, TenantChanges, PerTenant<T>> keep)
        where T : class =>
        services.AddSingleton(provider => keep(provider.GetRequiredService<TenantScopes>(), provider.GetRequiredService<TenantChanges>()));
}
