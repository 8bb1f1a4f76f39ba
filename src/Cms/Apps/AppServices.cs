using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Apps;

/// <summary>The part of the door that is about apps, API keys and scopes.</summary>
internal static class AppServices
{
    /// <summary>Registers it. <see cref="AppStore"/> and <see cref="ApiKeyStore"/> must be registered beside it.</summary>
    public static IServiceCollection AddApps(this IServiceCollection services)
    {
        services.AddScoped<AppAccess>().AddScoped<RegisterApp>().AddScoped<ChangeApp>().AddScoped<RemoveApp>().AddScoped<ResetAppSecret>().AddScoped<SetAppEnabled>().AddScoped<WithdrawConsent>();
        services.AddScoped<CreateApiKey>().AddScoped<RevokeApiKey>().AddSingleton<KeyUses>().AddSingleton<TokenTidying>();
        services.AddScoped<SaveScope>().AddScoped<SaveTokenSettings>().AddScoped<ProgramCaller>();
        services.AddScoped<ProgramsWithRole>().AddScoped<ListProgramsWithRole>(provider => provider.GetRequiredService<ProgramsWithRole>().ListAsync);
        return services;
    }
}
