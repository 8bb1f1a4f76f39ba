using Cms.Content;
using Cms.Recipes;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Setup;

/// <summary>Who can do everything in a tenant from its beginning.</summary>
/// <param name="UserName">The name.</param>
/// <param name="Email">The e-mail; empty for none.</param>
/// <param name="Password">The password; null lets the program make one up.</param>
public sealed record FirstAdministrator(string UserName, string Email, string? Password)
{
    /// <summary>What is wrong with name, e-mail or password, each a whole sentence with the member that it is about.</summary>
    public IEnumerable<Complaint> Complaints()
    {
        if (UserIsValid.Complaint(UserName, email: null) is { } badName)
            yield return new Complaint(nameof(UserName), badName);
        else if (Email.Length > 0 && UserIsValid.Complaint(UserName, Email) is { } badEmail)
            yield return new Complaint(nameof(Email), badEmail);
        if (Password is not null && PasswordIsSafe.Complaint(Password, UserName, Email) is { } badPassword)
            yield return new Complaint(nameof(Password), badPassword);
    }

    // Its password must not get into a log with it.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(UserName);
        return true;
    }
}

/// <summary>The first administrator of a tenant.</summary>
/// <param name="UserName">The name.</param>
/// <param name="GeneratedPassword">The password that was made up, to be shown once; null for one that was given.</param>
public sealed record AddedAdministrator(string UserName, string? GeneratedPassword);

/// <summary>Gives a tenant its first administrator, under the id that recipes see as <c>parameters('AdminUserId')</c>.</summary>
public sealed class AddAdministrator(UserStore store, AddUser add, SetUserRoles setRoles, SetUserEnabled enable, SetPassword setPassword, CurrentTenant current, TenantWork work)
{
    /// <summary>
    /// The administrator. A user of this name whom a recipe brought becomes it. <see cref="ProblemKind.Conflict"/> when somebody can sign in
    /// already, <see cref="ProblemKind.Invalid"/> when name, e-mail or password break a rule.
    /// </summary>
    public async Task<Outcome<AddedAdministrator>> RunAsync(FirstAdministrator wanted, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.HasPasswordsAsync(cancel))
            return Problem.Conflict($"Tenant {current.Tenant.Name} has a user who can sign in already.");

        var isMadeUp = wanted.Password is null;
        var password = wanted.Password ?? GeneratedPassword.New();
        var id = RecipeRunner.AdminUserIdOf(current.Tenant);
        var there = await store.FindByIdAsync(id, cancel) ?? (await store.ListAsync(cancel)).FirstOrDefault(user => user.UserName.Equals(wanted.UserName, StringComparison.OrdinalIgnoreCase));
        var made = there is null
            ? await add.RunAsync(new NewUser(wanted.UserName) { Id = id, Email = wanted.Email, RoleNames = [RolePermissions.Administrator], Password = password, IsPasswordMadeUp = isMadeUp }, cancel)
            : await PromoteAsync(there, password, isMadeUp, cancel);
        if (made.Problem is { } problem)
            return problem;

        await transaction.CommitAsync(cancel);
        return new AddedAdministrator(made.Value.UserName, isMadeUp ? password : null);
    }

    private async Task<Outcome<User>> PromoteAsync(User user, string password, bool isMadeUp, CancellationToken cancel)
    {
        var named = await setRoles.RunAsync(user.UserName, [RolePermissions.Administrator], cancel);
        var enabled = named.Problem is null ? await enable.RunAsync(user.UserName, isEnabled: true, cancel) : named;
        return enabled.Problem is null ? await setPassword.RunAsync(user.UserName, password, isMadeUp, cancel) : enabled;
    }
}
