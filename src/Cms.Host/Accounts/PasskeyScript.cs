namespace Cms.Host.Accounts;

/// <summary>The only script of <c>/account</c>: hands what the server asks for to the browser's passkeys, and the answer to the form that stands on the page.</summary>
internal static class PasskeyScript
{
    /// <summary>The script.</summary>
    public const string Js =
        """
        'use strict';
        (() => {
          const say = (form, text) => {
            let place = document.getElementById('problem');
            if (!place) {
              place = document.createElement('div');
              place.id = 'problem';
              place.className = 'problem';
              place.setAttribute('role', 'alert');
              form.before(place);
            }
            const line = document.createElement('p');
            line.textContent = text;
            place.replaceChildren(line);
          };

          const take = (id, work) => {
            const form = document.getElementById(id);
            form?.addEventListener('submit', async event => {
              event.preventDefault();
              const button = form.querySelector('button');
              button.disabled = true;
              try {
                if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) throw new Error('This browser knows no passkeys, or the page did not come over HTTPS.');
                const answer = await fetch(form.action + '/options', { method: 'POST', body: new URLSearchParams(new FormData(form)) });
                if (!answer.ok) throw new Error('The site did not answer. Open the page again.');
                const credential = await work(await answer.json());
                form.elements.credential.value = JSON.stringify(credential.toJSON());
                form.submit();
              } catch (error) {
                button.disabled = false;
                say(form, error.name === 'NotAllowedError' ? 'Nothing was done: it was called off, or it took too long.'
                  : error.name === 'InvalidStateError' ? 'This device has a passkey of yours for this site already.'
                  : error.message);
              }
            });
          };

          take('add-passkey', options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }));
          take('use-passkey', options => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));
        })();
        """;
}
